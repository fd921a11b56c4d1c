//! Names of a draft held against those of its sources: spelt as there, or a slip away.

use rustc_hash::FxHashSet;

use crate::claim::source::{Passage, Source, Sourced};
use crate::claim::variant::{Register, Table, across};
use crate::claim::{ClaimKind, Judgement, Reading};
use crate::diagnostic::Confidence;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::mention::Mentions;
use crate::mention::proper::{self, ProperKind, word_key};
use crate::span::Span;

/// The names of a source.
#[derive(Debug, Default)]
pub struct Names {
    /// Nothing but its names.
    pub mentions: Mentions,
    register: Register,
    /// Every word of the source, folded: what it has in any place is no slip.
    words: FxHashSet<Box<str>>,
}

impl Names {
    /// Reads the document once.
    pub fn new(document: &Document, lexicon: &Lexicon) -> Self {
        let mentions = Mentions { proper: proper::find(document, lexicon), ..Mentions::default() };
        let register = Register::new(&mentions.proper);
        let mut read: FxHashSet<&str> = FxHashSet::default();
        let mut words = FxHashSet::default();
        for (at, token) in document.tokens.iter().enumerate() {
            if token.is_word() && read.insert(token.text(&document.prose)) {
                words.insert(word_key(document, at).into_boxed_str());
            }
        }
        Self { mentions, register, words }
    }

    /// Where a name with these words stands first.
    fn place_of(&self, keys: &[String]) -> Option<Span> {
        let names = &self.mentions.proper;
        Some(names[self.register.named(names, keys)?].span)
    }
}

/// Adds what the sources say of names that no other judgement is about.
pub fn judge(
    document: &Document,
    mentions: &Mentions,
    lexicon: &Lexicon,
    sources: &[Source],
    judgements: &mut Vec<Judgement>,
) {
    if !sources.iter().any(|source| source.binding) {
        return;
    }
    let register = Register::new(&mentions.proper);
    let draft = Table { document, mentions, lexicon, register: &register };
    let names: Vec<&Names> = sources.iter().map(|source| &source.text.names).collect();
    let mut found = Vec::new();
    let is_odd = |key: &str| !names.iter().any(|names| names.words.contains(key));
    for (index, (source, names)) in sources.iter().zip(&names).enumerate().filter(|(_, (source, _))| source.binding) {
        let register = &names.register;
        let there = Table { document: &source.text.document, mentions: &names.mentions, lexicon, register };
        for slip in across::find(&draft, &there, is_odd) {
            let passage = Passage { source: index, span: slip.wanted };
            found.extend(slip.odd.iter().map(|&span| judgement(span, Sourced::Other(passage), mentions)));
        }
    }
    let mut ticked = FxHashSet::default();
    for name in mentions.proper.iter().filter(|name| name.kind == ProperKind::Person) {
        let keys = name.keys.as_slice();
        let there = names.iter().enumerate().find_map(|(source, names)| Some((source, names.place_of(keys)?)));
        if let Some((source, span)) = there
            && ticked.insert(keys)
            && !mentions.is_recorded(name.span)
        {
            found.push(judgement(name.span, Sourced::Stated(Passage { source, span }), mentions));
        }
    }
    found.sort_by_key(|judgement: &Judgement| judgement.span);
    found.dedup_by(|next, kept| next.span.overlaps(kept.span));
    judgements.append(&mut found);
}

fn judgement(span: Span, sourced: Sourced, mentions: &Mentions) -> Judgement {
    Judgement {
        kind: ClaimKind::Name,
        span,
        mention: usize::MAX,
        asserted: true,
        quoted: mentions.is_quoted(span),
        confidence: Confidence::Medium,
        verdict: sourced.verdict(),
        evidence: None,
        reading: Reading { sourced: Some(sourced), ..Reading::default() },
    }
}
