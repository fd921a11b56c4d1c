//! `factlint lsp`: the language server, on standard input and output.
//!
//! One thread and one queue. What the client says is taken in its order, and open drafts are judged when nothing more waits, so that
//! a burst of keystrokes costs one analysis. The analysis is that of `factlint check`, under the settings that it would find.

mod actions;
mod completion;
mod desk;
mod draft;
mod hover;
mod place;
mod report;
mod uri;

use std::process::ExitCode;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Notification as _, PublishDiagnostics,
};
use lsp_types::request::{
    CodeActionRequest, Completion, GotoDefinition, HoverRequest, RegisterCapability, Request as _,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CompletionOptions, DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher,
    GlobPattern, InitializeParams, OneOf, Registration, RegistrationParams, SaveOptions, ServerCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::error::Error;
use desk::{Client, Desk};

/// Serves one client until it leaves. The exit code is 0 if it said goodbye first, as the protocol wants it.
pub fn serve() -> Result<ExitCode, Error> {
    let (connection, threads) = Connection::stdio();
    let outcome = session(&connection);
    // The writing thread ends when nobody can send any more.
    drop(connection);
    let joined = threads.join().map_err(|error| Error::Protocol(error.to_string()));
    let farewell = outcome?;
    joined?;
    Ok(if farewell { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether the client said goodbye.
fn session(connection: &Connection) -> Result<bool, Error> {
    let (id, said) = connection.initialize_start().map_err(protocol)?;
    let params: InitializeParams =
        serde_json::from_value(said).map_err(|error| Error::Protocol(format!("initialize: {error}")))?;
    let client = Client::new(&params);
    let hello = json!({
        "capabilities": capabilities(&client),
        "serverInfo": { "name": "factlint", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, hello).map_err(protocol)?;
    if client.watches_files {
        send(connection, Message::Request(watching()))?;
    }
    let mut desk = Desk::new(client, &params)?;
    loop {
        let message = match connection.receiver.try_recv() {
            Ok(message) => message,
            Err(_) => {
                for published in desk.settle() {
                    let note = Notification::new(PublishDiagnostics::METHOD.to_owned(), published);
                    send(connection, Message::Notification(note))?;
                }
                match connection.receiver.recv() {
                    Ok(message) => message,
                    Err(_) => return Ok(false),
                }
            }
        };
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request).map_err(protocol)? {
                    return Ok(true);
                }
                send(connection, Message::Response(answer(&mut desk, request)))?;
            }
            Message::Notification(notification) => hear(&mut desk, notification),
            Message::Response(_) => {}
        }
    }
}

fn protocol(error: lsp_server::ProtocolError) -> Error {
    Error::Protocol(error.to_string())
}

fn send(connection: &Connection, message: Message) -> Result<(), Error> {
    connection.sender.send(message).map_err(|_| Error::Protocol("the client has gone".to_owned()))
}

/// Whole texts are sent at each change: a draft is some ten thousand words, and no edit can be applied wrongly.
fn capabilities(client: &Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::FULL),
            save: Some(SaveOptions { include_text: Some(false) }.into()),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(true.into()),
        definition_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(["\"", "[", "."].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}

/// Facts, settings, and the files that values may be taken from.
fn watching() -> Request {
    let watcher =
        FileSystemWatcher { glob_pattern: GlobPattern::String("**/*.{toml,json,yaml,yml,csv}".to_owned()), kind: None };
    let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
    let registration = Registration {
        id: "facts".to_owned(),
        method: DidChangeWatchedFiles::METHOD.to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    let params = RegistrationParams { registrations: vec![registration] };
    Request::new("watch".to_owned().into(), RegisterCapability::METHOD.to_owned(), params)
}

fn answer(desk: &mut Desk, Request { id, method, params }: Request) -> Response {
    let result = match method.as_str() {
        HoverRequest::METHOD => asked(params, |params| desk.hover(params)),
        GotoDefinition::METHOD => asked(params, |params| desk.definition(params)),
        CodeActionRequest::METHOD => asked(params, |params| desk.code_actions(params)),
        Completion::METHOD => asked(params, |params| desk.completion(params)),
        _ => {
            let message = format!("{method} is not known");
            return Response::new_err(id, ErrorCode::MethodNotFound as i32, message);
        }
    };
    match result {
        Ok(value) => Response::new_ok(id, value),
        Err(error) => Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string()),
    }
}

fn asked<P: DeserializeOwned, R: serde::Serialize>(
    params: Value,
    answer: impl FnOnce(P) -> R,
) -> Result<Value, serde_json::Error> {
    serde_json::to_value(answer(serde_json::from_value(params)?))
}

/// A notification that is not understood is passed over: nobody waits for an answer.
fn hear(desk: &mut Desk, Notification { method, params }: Notification) {
    let _ = match method.as_str() {
        DidOpenTextDocument::METHOD => serde_json::from_value(params).map(|it| desk.opened(it)),
        DidChangeTextDocument::METHOD => serde_json::from_value(params).map(|it| desk.changed(it)),
        DidCloseTextDocument::METHOD => serde_json::from_value(params).map(|it| desk.closed(it)),
        DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD | DidChangeConfiguration::METHOD => {
            desk.facts_changed();
            Ok(())
        }
        _ => Ok(()),
    };
}
