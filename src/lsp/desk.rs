//! What is open in the editor, and the answers about it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{
    CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, CompletionItem, CompletionParams,
    Diagnostic as Shown, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    GotoDefinitionParams, Hover, HoverContents, HoverParams, InitializeParams, Location, MarkupContent, MarkupKind,
    PublishDiagnosticsParams, TextDocumentPositionParams, Uri,
};
use serde::Deserialize;

use crate::calendar::PartialDate;
use crate::cli::configuration::{Housed, Houses};
use crate::cli::evidence::OwnSources;
use crate::cli::house::{House, Wishes};
use crate::cli::judging;
use crate::cli::shelf::{Texts, normal};
use crate::error::Error;
use crate::facts::Place;
use crate::lsp::actions::quick_fix;
use crate::lsp::completion;
use crate::lsp::draft::{Checked, Draft};
use crate::lsp::hover::{Claim, Markup};
use crate::lsp::place::Encoding;
use crate::lsp::report::Reporter;
use crate::lsp::uri;
use crate::parse::{self, Format};
use crate::source::{FileId, SourceFile, Sources};

/// What the client can do.
pub struct Client {
    pub encoding: Encoding,
    /// Whether it tells of changed files if it is asked to.
    pub watches_files: bool,
    related: bool,
    versioned_edits: bool,
    markup: Markup,
}

impl Client {
    /// As it says at the beginning.
    pub fn new(params: &InitializeParams) -> Self {
        let all = &params.capabilities;
        let text = all.text_document.as_ref();
        let workspace = all.workspace.as_ref();
        let formats = text.and_then(|it| it.hover.as_ref()).and_then(|it| it.content_format.as_deref());
        let encodings = all.general.as_ref().and_then(|general| general.position_encodings.as_deref());
        let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
        let watched = workspace.and_then(|it| it.did_change_watched_files.as_ref());
        Self {
            encoding: Encoding::negotiated(encodings),
            watches_files: watched.is_some_and(|it| it.dynamic_registration == Some(true)),
            related: text
                .and_then(|it| it.publish_diagnostics.as_ref())
                .is_some_and(|it| it.related_information == Some(true)),
            versioned_edits: edits.is_some_and(|it| it.document_changes == Some(true)),
            markup: match formats {
                Some(formats) if formats.contains(&MarkupKind::Markdown) => Markup::Markdown,
                _ => Markup::Plain,
            },
        }
    }
}

/// What an editor's settings may say, as words of `factlint check`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Options {
    facts: Vec<PathBuf>,
    date: Option<String>,
}

/// An open TOML file.
struct Toml {
    uri: Uri,
    source: Arc<SourceFile>,
}

/// Everything that is open, and what it is held against.
pub struct Desk {
    client: Client,
    wishes: Wishes,
    /// The folder that was opened: where a draft without a file finds its settings.
    root: PathBuf,
    houses: Houses,
    own_sources: OwnSources,
    drafts: BTreeMap<String, Draft>,
    /// By their paths.
    tomls: BTreeMap<PathBuf, Toml>,
    /// TOML files of which findings are shown, by address.
    shown: BTreeSet<String>,
    /// Drafts whose findings have not been told since they were judged, by address.
    unshown: BTreeSet<String>,
    /// Whether facts or settings may have changed since the houses were built.
    stale: bool,
    /// Whether the houses are newer than what was told of their files.
    rebuilt: bool,
}

impl Desk {
    /// Nothing is open yet.
    pub fn new(client: Client, params: &InitializeParams) -> Result<Self, Error> {
        let options = params.initialization_options.clone().unwrap_or_default();
        let options: Options = serde_json::from_value(options).unwrap_or_default();
        #[expect(deprecated, reason = "clients that know no workspace folders say it so")]
        let old_root = params.root_uri.as_ref();
        let first = params.workspace_folders.as_ref().and_then(|folders| folders.first()).map(|folder| &folder.uri);
        let root = first.or(old_root).and_then(uri::path).or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        let wishes = Wishes {
            facts: options.facts.iter().map(|path| root.join(path)).collect(),
            date: options.date.as_deref().and_then(PartialDate::parse),
            ..Wishes::default()
        };
        Ok(Self {
            houses: Houses::new(wishes.clone())?,
            own_sources: OwnSources::default(),
            client,
            wishes,
            root,
            drafts: BTreeMap::new(),
            tomls: BTreeMap::new(),
            shown: BTreeSet::new(),
            unshown: BTreeSet::new(),
            stale: true,
            rebuilt: false,
        })
    }

    /// A text was opened: a draft if it is in a format that is read, a TOML file, or nothing to do with us.
    pub fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let path = uri::path(&document.uri);
        if let Some(path) = path.as_deref().filter(|path| is_toml(path)) {
            let name = path.to_string_lossy();
            let toml = Toml { source: Arc::new(SourceFile::new(name, document.text)), uri: document.uri };
            self.tomls.insert(normal(path), toml);
            self.stale = true;
            return;
        }
        let format = match &path {
            Some(path) => Format::of(&path.to_string_lossy()),
            None => by_language(&document.language_id),
        };
        let Some(format) = format else { return };
        let name = path.unwrap_or_else(|| self.root.join("untitled")).to_string_lossy().into_owned();
        let draft = Draft {
            version: document.version,
            format,
            source: Arc::new(SourceFile::new(name, document.text)),
            checked: None,
            uri: document.uri,
        };
        self.drafts.insert(draft.uri.as_str().to_owned(), draft);
    }

    /// A text was changed; the last of several versions is what counts.
    pub fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let Some(change) = params.content_changes.into_iter().next_back() else { return };
        let uri = params.text_document.uri;
        if let Some(draft) = self.drafts.get_mut(uri.as_str()) {
            draft.source = Arc::new(SourceFile::new(draft.source.name(), change.text));
            draft.version = params.text_document.version;
            draft.checked = None;
        } else if let Some(toml) = uri::path(&uri).and_then(|path| self.tomls.get_mut(&normal(&path))) {
            toml.source = Arc::new(SourceFile::new(toml.source.name(), change.text));
            self.stale = true;
        }
    }

    /// A text was closed: what lies on the disk counts again.
    pub fn closed(&mut self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        if self.drafts.remove(uri.as_str()).is_some() {
            // Its findings go with it, as those of a file that is not open.
            self.shown.insert(uri.as_str().to_owned());
            self.rebuilt = true;
        }
        if let Some(path) = uri::path(&uri) {
            self.stale |= self.tomls.remove(&normal(&path)).is_some();
        }
    }

    /// Facts or settings on the disk may have changed.
    pub fn facts_changed(&mut self) {
        self.stale = true;
    }

    /// Judges what changed, and tells all that is to be shown otherwise than before.
    pub fn settle(&mut self) -> Vec<PublishDiagnosticsParams> {
        self.judge();
        let mut published: Vec<_> = self.unshown.iter().filter_map(|uri| self.publish_draft(uri)).collect();
        if !std::mem::take(&mut self.unshown).is_empty() || std::mem::take(&mut self.rebuilt) {
            published.extend(self.publish_tomls());
        }
        published
    }

    /// Rebuilds the houses if need be, and judges all drafts that are not judged.
    fn judge(&mut self) {
        if std::mem::take(&mut self.stale) {
            let texts: Texts =
                self.tomls.iter().map(|(path, toml)| (path.clone(), toml.source.text().to_owned())).collect();
            // The working folder was there when the first houses were built.
            if let Ok(houses) = Houses::new(self.wishes.clone()) {
                self.houses = houses.with_texts(texts);
            }
            self.own_sources = OwnSources::default();
            self.drafts.values_mut().for_each(|draft| draft.checked = None);
            for path in self.tomls.keys() {
                self.houses.of_draft(path);
            }
            self.rebuilt = true;
        }
        for (uri, draft) in &mut self.drafts {
            if draft.checked.is_none() {
                let path = normal(Path::new(draft.source.name()));
                let number = self.houses.of_draft(&path);
                let lexicon = &self.houses.all()[number].evidence.lexicon;
                let document = parse::parse(Arc::clone(&draft.source), draft.format, lexicon);
                let (house, mut wrong) = self.houses.of_document(number, &path, &document);
                let mut sources = house.sources.with_draft(Arc::clone(&draft.source));
                let place = judging::Place { named: &path, path: &path };
                let judging::Analysed { mut analysis, unread, .. } =
                    judging::analyse(&document, &house, place, &self.own_sources, &mut sources);
                wrong.extend(unread);
                analysis.diagnostics.splice(0..0, wrong);
                let own_house = match house {
                    Housed::Shared(_) => None,
                    Housed::Own(own) => Some(own),
                };
                draft.checked = Some(Checked { house: number, own_house, sources, document, analysis });
                self.unshown.insert(uri.clone());
            }
        }
    }

    fn publish_draft(&self, uri: &str) -> Option<PublishDiagnosticsParams> {
        let draft = self.drafts.get(uri)?;
        let checked = draft.checked.as_ref()?;
        let admitted = self.house(checked).admits(&normal(Path::new(draft.source.name())));
        let diagnostics = self.with_reporter(draft, checked, |reporter| {
            let found = checked.analysis.diagnostics.iter().filter(|_| admitted);
            found.map(|diagnostic| reporter.shown(diagnostic)).collect()
        });
        Some(PublishDiagnosticsParams { uri: draft.uri.clone(), diagnostics, version: Some(draft.version) })
    }

    /// What is wrong with the facts and settings, file by file; a file of which something was shown and is no more is cleared.
    fn publish_tomls(&mut self) -> Vec<PublishDiagnosticsParams> {
        let mut found: BTreeMap<String, (Uri, Vec<Shown>)> = BTreeMap::new();
        for house in self.houses.all() {
            let address = |file: FileId| self.address(house, file);
            let reporter = self.reporter(&house.sources, &address);
            for diagnostic in &house.diagnostics {
                let Some(uri) = diagnostic.labels.first().and_then(|label| address(label.file)) else { continue };
                let shown = reporter.shown(diagnostic);
                let (_, list) = found.entry(uri.as_str().to_owned()).or_insert_with(|| (uri, Vec::new()));
                // Two houses may share the file.
                if !list.contains(&shown) {
                    list.push(shown);
                }
            }
        }
        let now: BTreeSet<String> = found.keys().cloned().collect();
        let before = std::mem::replace(&mut self.shown, now);
        let cleared = before.difference(&self.shown).filter_map(|uri| uri.parse().ok()).map(|uri| (uri, Vec::new()));
        let told = |(uri, diagnostics)| PublishDiagnosticsParams { uri, diagnostics, version: None };
        found.into_values().chain(cleared).map(told).collect()
    }

    /// What is known of the claim under the cursor.
    pub fn hover(&mut self, params: HoverParams) -> Option<Hover> {
        self.judge();
        let (draft, checked, offset) = self.draft_at(&params.text_document_position_params)?;
        let claims = checked.claims_at(offset);
        let (_, narrowest) = *claims.first()?;
        let house = self.house(checked);
        let told: Vec<String> = claims
            .iter()
            .filter(|(_, span)| *span == narrowest)
            .map(|(judgement, _)| {
                let place = judgement.evidence.as_ref().map(|evidence| evidence.place.file);
                let address = place.and_then(|file| self.address(house, file)).map(|uri| uri.as_str().to_owned());
                let (document, sources) = (&checked.document, &checked.sources);
                self.client.markup.tell(&Claim { judgement, document, facts: &house.evidence.facts, sources, address })
            })
            .collect();
        let (kind, between) = match self.client.markup {
            Markup::Markdown => (MarkupKind::Markdown, "\n\n---\n\n"),
            Markup::Plain => (MarkupKind::PlainText, "\n\n"),
        };
        Some(Hover {
            contents: HoverContents::Markup(MarkupContent { kind, value: told.join(between) }),
            range: Some(self.client.encoding.range(&draft.source, narrowest)),
        })
    }

    /// The fact that a claim met; in a TOML file, the entry that an id names.
    pub fn definition(&mut self, params: GotoDefinitionParams) -> Option<Vec<Location>> {
        self.judge();
        let at = &params.text_document_position_params;
        if let Some((path, source)) = self.toml(&at.text_document.uri) {
            let offset = self.client.encoding.offset(&source, at.position);
            let number = self.houses.of_draft(&path);
            let house = &self.houses.all()[number];
            let place = completion::definition(&source, offset, &house.evidence.facts)?;
            return self.location(house, place).map(|location| vec![location]);
        }
        let (_, checked, offset) = self.draft_at(at)?;
        let house = self.house(checked);
        let mut found: Vec<Location> = Vec::new();
        for (judgement, _) in checked.claims_at(offset) {
            let place = judgement.evidence.as_ref().map(|evidence| evidence.place);
            let location = place.and_then(|place| self.location(house, place));
            found.extend(location.filter(|location| !found.contains(location)));
        }
        (!found.is_empty()).then_some(found)
    }

    /// The fixes of findings that touch a range.
    pub fn code_actions(&mut self, params: CodeActionParams) -> CodeActionResponse {
        let wanted = params.context.only.as_ref();
        if wanted.is_some_and(|kinds| !kinds.iter().any(covers_quick_fixes)) {
            return Vec::new();
        }
        self.judge();
        let at = |position| TextDocumentPositionParams { text_document: params.text_document.clone(), position };
        let Some((draft, checked, start)) = self.draft_at(&at(params.range.start)) else { return Vec::new() };
        let end = self.client.encoding.offset(&draft.source, params.range.end);
        let version = self.client.versioned_edits.then_some(draft.version);
        self.with_reporter(draft, checked, |reporter| {
            let touches = |span: crate::span::Span| span.start() <= end && start <= span.end();
            checked
                .analysis
                .diagnostics
                .iter()
                .filter(|it| it.labels.first().is_some_and(|label| touches(label.span)))
                .filter_map(|it| quick_fix(it, reporter.shown(it), reporter, version))
                .map(CodeActionOrCommand::CodeAction)
                .collect()
        })
    }

    /// Ids, measures and keys in a TOML file of facts.
    pub fn completion(&mut self, params: CompletionParams) -> Vec<CompletionItem> {
        let at = params.text_document_position;
        let Some((path, source)) = self.toml(&at.text_document.uri) else { return Vec::new() };
        self.judge();
        let number = self.houses.of_draft(&path);
        let house = &self.houses.all()[number];
        if !house.reads(&path) {
            return Vec::new();
        }
        let offset = self.client.encoding.offset(&source, at.position);
        completion::complete(&source, offset, &house.evidence, self.client.encoding)
    }

    /// An open TOML file by its address.
    fn toml(&self, uri: &Uri) -> Option<(PathBuf, Arc<SourceFile>)> {
        let path = normal(&uri::path(uri)?);
        let toml = self.tomls.get(&path)?;
        Some((path, Arc::clone(&toml.source)))
    }

    /// The draft at a position with its analysis, and the byte there; to be asked once all is [judged](Self::judge).
    fn draft_at(&self, at: &TextDocumentPositionParams) -> Option<(&Draft, &Checked, usize)> {
        let draft = self.drafts.get(at.text_document.uri.as_str())?;
        let offset = self.client.encoding.offset(&draft.source, at.position);
        Some((draft, draft.checked.as_ref()?, offset))
    }

    fn house<'a>(&'a self, checked: &'a Checked) -> &'a House {
        checked.own_house.as_deref().unwrap_or(&self.houses.all()[checked.house])
    }

    fn with_reporter<T>(&self, draft: &Draft, checked: &Checked, work: impl FnOnce(&Reporter) -> T) -> T {
        let house = self.house(checked);
        let address = |file: FileId| match file {
            FileId::DRAFT => Some(draft.uri.clone()),
            _ => self.address(house, file),
        };
        work(&self.reporter(&checked.sources, &address))
    }

    fn reporter<'a>(&self, sources: &'a Sources, address: &'a dyn Fn(FileId) -> Option<Uri>) -> Reporter<'a> {
        Reporter { sources, address, encoding: self.client.encoding, related: self.client.related }
    }

    /// The address of a house's file: that of the client where it is open, for clients compare addresses letter by letter.
    fn address(&self, house: &House, file: FileId) -> Option<Uri> {
        let path = house.files.get(&file)?;
        self.tomls.get(path).map(|toml| toml.uri.clone()).or_else(|| uri::of(path))
    }

    fn location(&self, house: &House, place: Place) -> Option<Location> {
        let uri = self.address(house, place.file)?;
        Some(Location { uri, range: self.client.encoding.range(house.sources.get(place.file), place.span) })
    }
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// Of a text without a file the editor says what it is.
fn by_language(language: &str) -> Option<Format> {
    match language {
        "markdown" => Some(Format::Markdown { mdx: false }),
        "mdx" => Some(Format::Markdown { mdx: true }),
        "plaintext" | "text" => Some(Format::Plain),
        "html" => Some(Format::Html),
        _ => None,
    }
}

/// Kinds are a hierarchy: who asks for nothing in particular, or for `quickfix`, wants them.
fn covers_quick_fixes(kind: &CodeActionKind) -> bool {
    kind.as_str().is_empty() || *kind == CodeActionKind::QUICKFIX
}
