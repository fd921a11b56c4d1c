//! `statistic-mismatch`: a test statistic and a probability that cannot belong together.

use crate::check::{Category, Check, Context, Report};
use crate::claim::statistic::{Recomputed, is_called_significant, is_greater};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::lexicon::Phrases;
use crate::mention::statistic::{self, Probability, Statistic};
use crate::settings::Level;
use crate::settings::options::{Declared, Kind};

pub static CHECK: Check = Check {
    name: "statistic-mismatch",
    summary: "A test statistic and its p that cannot belong together.",
    category: Category::Draft,
    default: Level::Off,
    fixable: false,
    since: "0.1.0",
    page: include_str!("../../rules/checks/statistic-mismatch.md"),
    run: Some(check),
};

/// For drafts that do not say it of themselves.
pub const ONE_TAILED: Declared = Declared {
    check: CHECK.name,
    key: "one_tailed",
    kind: Kind::Flag,
    meaning: "Whether a p of one tail is right also where the draft does not speak of one-tailed tests",
};

fn check(context: &Context, report: &mut Report) {
    let found = statistic::find(context.document, context.lexicon);
    if found.is_empty() {
        return;
    }
    let said = Said::of(context);
    for statistic in found {
        let Some(two) = Recomputed::of(&statistic) else { continue };
        let (printed, one) = (statistic.probability, two.of_one_tail());
        let excused = said.one_tailed && one.fits(printed)
            || said.corrected && is_greater(printed, &two)
            || said.threshold && printed == Probability::NotSignificant;
        if two.fits(printed) || excused {
            continue;
        }
        let diagnostic = diagnostic(context, &statistic, &two, one.fits(printed));
        if context.mentions.is_quoted(statistic.span) {
            report.add_quieter(diagnostic);
        } else {
            report.add(diagnostic);
        }
    }
}

/// What the draft says anywhere of its tests, or the house of all.
struct Said {
    one_tailed: bool,
    corrected: bool,
    threshold: bool,
}

impl Said {
    fn of(context: &Context) -> Self {
        let (document, words) = (context.document, &context.lexicon.statistics);
        let tokens = &document.tokens;
        let has =
            |phrases: &Phrases<()>| (0..tokens.len()).any(|at| phrases.starting(&document.prose, tokens, at).is_some());
        let one_tailed = context.settings.options.flag(&ONE_TAILED) || has(&words.one_tailed);
        Self { one_tailed, corrected: has(&words.corrected), threshold: has(&words.thresholds) }
    }
}

fn diagnostic(context: &Context, statistic: &Statistic, two: &Recomputed, fits_one_tail: bool) -> Diagnostic {
    let document = context.document;
    let (test, said) = (document.text(statistic.span), document.text(statistic.probability_span));
    let recomputed = told(two);
    let mut diagnostic = Diagnostic::new(CHECK.name, format!("{said}, but {test} gives {recomputed}"))
        .label(Document::FILE, document.source_span(statistic.probability_span), format!("{said} here"))
        .label(Document::FILE, document.source_span(statistic.span), format!("gives {recomputed}"))
        .help("one of them is wrong: look up the statistic, its degrees of freedom and p");
    if fits_one_tail {
        diagnostic =
            diagnostic.note("it is right for one tail of the distribution: if that is meant, say “one-tailed”");
    }
    match (is_called_significant(statistic.probability), two.is_significant()) {
        (Some(true), Some(false)) => diagnostic.note("the conclusion changes: recomputed it is not significant at .05"),
        (Some(false), Some(true)) => diagnostic.note("the conclusion changes: recomputed it is significant at .05"),
        _ => diagnostic,
    }
}

/// "p = .036", with what rounding allows where that is more than one.
fn told(two: &Recomputed) -> String {
    let three = |p: f64| format!("{p:.3}").trim_start_matches('0').to_owned();
    if two.greatest < 0.001 {
        return "p < .001".to_owned();
    }
    let (least, greatest) = (three(two.least), three(two.greatest));
    let exact = if two.exact < 0.001 { "p < .001".to_owned() } else { format!("p = {}", three(two.exact)) };
    if least == greatest { exact } else { format!("{exact} (between {least} and {greatest} by rounding)") }
}
