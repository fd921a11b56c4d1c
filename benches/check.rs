//! How long the stages take on an article of our own, repeated, and how cost grows with the number of recorded names.

use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

use factlint::analyze::{Evidence, analyze};
use factlint::document::Document;
use factlint::facts;
use factlint::lexicon::Lexicon;
use factlint::parse::{Format, parse};
use factlint::settings::Settings;
use factlint::source::{SourceFile, Sources};
use factlint::{mention, quantity};

const DRAFT: &str = include_str!("../fixtures/novi-sad/draft.md");
const FACTS: &str = include_str!("../fixtures/novi-sad/facts.toml");

/// How often the article stands in the long draft: about 200 KB.
const REPEATED: usize = 90;

/// Recorded names: a small desk and a large house.
const NAMES: [usize; 2] = [100, 10_000];

fn stages(criterion: &mut Criterion) {
    let lexicon = Lexicon::english();
    let text = long_draft();
    let document = document(&text, &lexicon);
    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("parse", |bencher| bencher.iter(|| black_box(self::document(&text, &lexicon))));
    group.bench_function("quantities", |bencher| {
        bencher.iter(|| black_box(quantity::find(&document, &lexicon, &[])));
    });
    for names in NAMES {
        let evidence = evidence(names, &lexicon);
        group.bench_with_input(BenchmarkId::new("names", names), &evidence, |bencher, evidence| {
            bencher
                .iter(|| black_box(mention::name::find(&document, &evidence.facts, &evidence.index.names, &lexicon)));
        });
    }
    group.finish();
}

fn whole(criterion: &mut Criterion) {
    let lexicon = Lexicon::english();
    let settings = Settings::default();
    let mut group = criterion.benchmark_group("whole");
    for (name, text) in [("one article", DRAFT.to_owned()), ("ninety articles", long_draft())] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        for names in NAMES {
            let evidence = evidence(names, &lexicon);
            group.bench_with_input(BenchmarkId::new(name, names), &evidence, |bencher, evidence| {
                bencher.iter(|| {
                    let document = document(&text, &lexicon);
                    black_box(analyze(&document, evidence, &settings))
                });
            });
        }
    }
    group.finish();
}

/// One draft against many recorded figures, and drafts of one, two and four megabytes: the cost is that of the text.
fn growth(criterion: &mut Criterion) {
    let lexicon = Lexicon::english();
    let settings = Settings::default();
    let mut group = criterion.benchmark_group("growth");
    group.sample_size(10);
    for figures in [10, 1_000, 100_000] {
        let evidence = evidence_with(figures, &lexicon, figure);
        group.bench_with_input(BenchmarkId::new("figures", figures), &evidence, |bencher, evidence| {
            bencher.iter(|| black_box(analyze(&document(DRAFT, &lexicon), evidence, &settings)));
        });
    }
    let evidence = evidence(100, &lexicon);
    for megabytes in [1, 2, 4] {
        let mut text = long_draft();
        while text.len() < megabytes * 1_000_000 {
            text = text.clone() + &text;
        }
        let end = (0..=megabytes * 1_000_000).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        text.truncate(end);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("megabytes", megabytes), |bencher| {
            bencher.iter(|| black_box(analyze(&document(&text, &lexicon), &evidence, &settings)));
        });
    }
    group.finish();
}

/// What every run pays before it reads a draft.
fn start(criterion: &mut Criterion) {
    let lexicon = Lexicon::english();
    let mut group = criterion.benchmark_group("start");
    group.sample_size(10);
    for names in NAMES {
        group.bench_function(BenchmarkId::new("facts", names), |bencher| {
            bencher.iter(|| black_box(evidence(names, &lexicon)));
        });
    }
    group.finish();
}

fn document(text: &str, lexicon: &Lexicon) -> Document {
    let markdown = Format::of("draft.md").expect("Markdown is read");
    parse(Arc::new(SourceFile::new("draft.md", text)), markdown, lexicon)
}

/// The article many times over, its front matter once.
fn long_draft() -> String {
    let body = DRAFT.splitn(3, "---\n").last().expect("an article");
    let mut text = String::from("---\ndate: 2025-10-14\n---\n");
    for _ in 0..REPEATED {
        text.push_str(body);
        text.push('\n');
    }
    text
}

/// The facts of the article, and `names` persons whom it does not name.
fn evidence(names: usize, lexicon: &Arc<Lexicon>) -> Evidence {
    evidence_with(names, lexicon, |number| {
        format!("[person.p{number}]\nname = \"{} {}\"", invented(number * 7 + 3), invented(number))
    })
}

/// A recorded figure of a body that the article does not name, of a measure that it speaks of.
fn figure(number: usize) -> String {
    let measure = ["deaths", "investment", "approval", "revenue", "population"][number % 5];
    let name = format!("{} {} {number}", invented(number * 7 + 3), invented(number));
    format!(
        "[organization.o{number}]\nname = \"{name}\"\n[figure.f{number}]\nsubject = \"o{number}\"\nmeasure = \"{measure}\"\nvalue = {number}"
    )
}

/// The facts of the article, and `count` that `table` writes.
fn evidence_with(count: usize, lexicon: &Arc<Lexicon>, table: impl Fn(usize) -> String) -> Evidence {
    let mut text = String::from(FACTS);
    for number in 0..count {
        writeln!(text, "\n{}", table(number)).expect("strings take all");
    }
    let mut sources = Sources::new();
    let file = sources.add(SourceFile::new("facts.toml", text.as_str()));
    Evidence::new(Arc::clone(lexicon), facts::load(&sources, &[file], lexicon).facts)
}

/// A name that nobody has: three syllables by the digits of `number`.
fn invented(number: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "bar", "ko", "ven", "dil", "ras", "mun", "tel", "gor", "pa", "lis", "dre", "kov", "nas", "vi", "sto", "har",
        "jel", "zan", "bru", "mek", "tor", "fin", "wel", "os",
    ];
    let digits = [number % 24, number / 24 % 24, number / 576 % 24];
    let mut name: String = digits.iter().map(|&digit| SYLLABLES[digit]).collect();
    name[..1].make_ascii_uppercase();
    name
}

criterion_group!(benches, stages, whole, growth, start);
criterion_main!(benches);
