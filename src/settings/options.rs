//! Options of checks, `[checks.NAME]`: what a check declares, and what somebody has set.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::facts::table::did_you_mean;
use crate::facts::{Place, Placed};

/// An option as its check declares it.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// The check's name.
    pub check: &'static str,
    pub key: &'static str,
    pub kind: Kind,
    /// What it sets, for lists and editors.
    pub meaning: &'static str,
}

/// What may be written for an option, and what holds where nothing is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A whole number, not less than `least`.
    Number { default: u32, least: u32 },
    /// `true` or `false`; false unless set.
    Flag,
    /// Any words; none unless set.
    Words,
    /// Some of these words; all unless set.
    Some(&'static [&'static str]),
}

impl Kind {
    /// What may be written, in words.
    pub fn wanted(&self) -> String {
        match self {
            Kind::Number { least, .. } => format!("a whole number from {least} on"),
            Kind::Flag => "true or false".to_owned(),
            Kind::Words => "a string or a list of strings".to_owned(),
            Kind::Some(known) => format!("a list of some of {}", quoted(known)),
        }
    }

    /// What holds where nothing is set, as it would be written.
    pub fn usual(&self) -> String {
        match self {
            Kind::Number { default, .. } => default.to_string(),
            Kind::Flag => "false".to_owned(),
            Kind::Words => "[]".to_owned(),
            Kind::Some(known) => format!("[{}]", quoted(known)),
        }
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// What is written for an option, whatever the option wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Number(i64),
    Flag(bool),
    Words(Vec<Placed<String>>),
}

impl Value {
    /// As TOML writes it.
    pub fn shown(&self) -> String {
        match self {
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
            Value::Words(words) => {
                format!("[{}]", quoted(&words.iter().map(|word| word.value.as_str()).collect::<Vec<_>>()))
            }
        }
    }
}

/// An option that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// Where its key stands.
    pub key: Place,
    pub value: Placed<Value>,
}

/// The options that are set, by check and key. Those that are not as the check wants them are kept, told by [`Options::mistakes`], and
/// count as not set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options(BTreeMap<(String, String), Set>);

impl Options {
    /// Sets an option.
    pub fn set(&mut self, check: &str, key: &str, set: Set) {
        self.0.insert((check.to_owned(), key.to_owned()), set);
    }

    /// These over others: of an option that both set, this one's value counts.
    pub fn over(mut self, base: &Options) -> Self {
        for (key, set) in &base.0 {
            self.0.entry(key.clone()).or_insert_with(|| set.clone());
        }
        self
    }

    /// What somebody has written for an option.
    pub fn get(&self, option: &Declared) -> Option<&Set> {
        self.0.get(&(option.check.to_owned(), option.key.to_owned()))
    }

    /// The number that holds for an option of numbers; 0 for any other.
    pub fn number(&self, option: &Declared) -> u32 {
        let Kind::Number { default, least } = option.kind else { return 0 };
        match self.get(option).map(|set| &set.value.value) {
            Some(&Value::Number(number)) => u32::try_from(number).ok().filter(|&it| it >= least).unwrap_or(default),
            _ => default,
        }
    }

    /// Whether an option is on.
    pub fn flag(&self, option: &Declared) -> bool {
        matches!(self.get(option).map(|set| &set.value.value), Some(Value::Flag(true)))
    }

    /// The words that are set for an option of any words.
    pub fn words(&self, option: &Declared) -> impl Iterator<Item = &str> {
        let words = match self.get(option).map(|set| &set.value.value) {
            Some(Value::Words(words)) => words.as_slice(),
            _ => &[],
        };
        words.iter().map(|word| word.value.as_str())
    }

    /// Whether a word is among those that an option of some words admits.
    pub fn admits(&self, option: &Declared, word: &str) -> bool {
        match self.get(option).map(|set| &set.value.value) {
            Some(Value::Words(words)) => words.iter().any(|admitted| admitted.value == word),
            _ => true,
        }
    }

    /// What is wrong with them, given all options that there are. Of checks that are not among `known` nothing is said.
    pub fn mistakes(&self, declared: &[&[Declared]], known: &[&str]) -> Vec<Diagnostic> {
        let mut mistakes = Vec::new();
        for ((check, key), set) in self.0.iter().filter(|((check, _), _)| known.contains(&check.as_str())) {
            let own: Vec<&Declared> =
                declared.iter().copied().flatten().filter(|option| option.check == check).collect();
            match own.iter().find(|option| option.key == key) {
                Some(option) => mistakes.extend(wrong(option, &set.value)),
                None => mistakes.push(unknown(check, key, set.key, &own)),
            }
        }
        mistakes
    }
}

fn unknown(check: &str, key: &str, place: Place, own: &[&Declared]) -> Diagnostic {
    let keys = || own.iter().map(|option| option.key);
    if own.is_empty() {
        return Diagnostic::new("invalid-settings", format!("{check} has no options"))
            .label(place.file, place.span, "not known")
            .help("take it out; its level is set under [levels]");
    }
    Diagnostic::new("invalid-settings", format!("{check} has no option `{key}`"))
        .label(place.file, place.span, did_you_mean(key, keys()))
        .help(format!("its options: {}", keys().collect::<Vec<_>>().join(", ")))
}

/// What is wrong with the value of an option.
fn wrong(option: &Declared, written: &Placed<Value>) -> Option<Diagnostic> {
    let (place, label) = match (option.kind, &written.value) {
        (Kind::Number { least, .. }, &Value::Number(number)) => {
            let fits = u32::try_from(number).is_ok_and(|number| number >= least);
            (!fits).then(|| (written.place, "out of range".to_owned()))?
        }
        (Kind::Flag, Value::Flag(_)) | (Kind::Words, Value::Words(_)) => return None,
        (Kind::Some(known), Value::Words(words)) => {
            let other = words.iter().find(|word| !known.contains(&word.value.as_str()))?;
            (other.place, did_you_mean(&other.value, known.iter().copied()))
        }
        (_, Value::Number(_)) => (written.place, "a number".to_owned()),
        (_, Value::Flag(_)) => (written.place, "true or false".to_owned()),
        (_, Value::Words(_)) => (written.place, "words".to_owned()),
    };
    let message = format!("`{}` of {} must be {}", option.key, option.check, option.kind.wanted());
    let wrong = Diagnostic::new("invalid-settings", message).label(place.file, place.span, label);
    Some(wrong.help(format!("unless set it is {}", option.kind.usual())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::load;
    use crate::source::{SourceFile, Sources};

    const DAYS: Declared =
        Declared { check: "a", key: "days", kind: Kind::Number { default: 30, least: 1 }, meaning: "days" };
    const STRICT: Declared = Declared { check: "a", key: "strict", kind: Kind::Flag, meaning: "strict" };
    const WORDS: Declared = Declared { check: "a", key: "words", kind: Kind::Words, meaning: "words" };
    const SOME: Declared = Declared { check: "b", key: "some", kind: Kind::Some(&["red", "blue"]), meaning: "some" };
    const DECLARED: &[&[Declared]] = &[&[DAYS, STRICT, WORDS], &[SOME]];

    fn options(text: &str) -> Options {
        let mut sources = Sources::new();
        let file = sources.add(SourceFile::new("factlint.toml", text));
        load(&sources, file).settings.options
    }

    #[test]
    fn what_is_set_holds_and_else_what_is_usual() {
        let set = options("[checks.a]\ndays = 7\nstrict = true\nwords = \"x\"\n[checks.b]\nsome = [\"red\"]");
        assert_eq!((set.number(&DAYS), set.flag(&STRICT)), (7, true));
        assert_eq!(set.words(&WORDS).collect::<Vec<_>>(), ["x"]);
        assert_eq!((set.admits(&SOME, "red"), set.admits(&SOME, "blue")), (true, false));
        let none = Options::default();
        assert_eq!((none.number(&DAYS), none.flag(&STRICT), none.words(&WORDS).count()), (30, false, 0));
        assert!(none.admits(&SOME, "blue"));
    }

    #[test]
    fn the_nearest_wins_option_by_option() {
        let near = options("[checks.a]\nwords = [\"x\"]");
        let far = options("[checks.a]\nwords = [\"y\", \"z\"]\ndays = 3");
        let both = near.over(&far);
        assert_eq!((both.words(&WORDS).collect::<Vec<_>>(), both.number(&DAYS)), (vec!["x"], 3));
    }

    #[test]
    fn each_mistake_is_told_once_and_the_usual_value_holds() {
        for (text, message, label) in [
            ("[checks.a]\nday = 3", "a has no option `day`", "did you mean `days`?"),
            ("[checks.a]\ndays = 0", "`days` of a must be a whole number from 1 on", "out of range"),
            ("[checks.a]\ndays = -3", "`days` of a must be a whole number from 1 on", "out of range"),
            ("[checks.a]\ndays = 99999999999999999999", "`days` of a must be a whole number from 1 on", "out of range"),
            ("[checks.a]\ndays = \"7\"", "`days` of a must be a whole number from 1 on", "words"),
            ("[checks.a]\nstrict = 1", "`strict` of a must be true or false", "a number"),
            ("[checks.a]\nwords = true", "`words` of a must be a string or a list of strings", "true or false"),
            (
                "[checks.b]\nsome = [\"red\", \"blu\"]",
                "`some` of b must be a list of some of \"red\", \"blue\"",
                "did you mean `blue`?",
            ),
            ("[checks.c]\nx = 1", "c has no options", "not known"),
        ] {
            let set = options(text);
            let found = set.mistakes(DECLARED, &["a", "b", "c"]);
            let told: Vec<_> = found.iter().map(|it| (it.message.as_str(), it.labels[0].message.as_str())).collect();
            assert_eq!(told, [(message, label)], "{text}");
            assert_eq!((set.number(&DAYS), set.flag(&STRICT)), (30, false), "{text}");
        }
        // An empty list is a value; a check that nobody knows has been told of already.
        for sound in ["[checks.a]\nwords = []", "[checks.d]\nx = 1", "[checks.a]\ndays = 1"] {
            assert_eq!(options(sound).mistakes(DECLARED, &["a", "b", "c"]), [], "{sound}");
        }
    }
}
