// Starts `factlint lsp` and leaves the rest to it. No binary is brought or downloaded.

const { commands, window, workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

async function start() {
  const settings = workspace.getConfiguration("factlint");
  const command = settings.get("path");
  const languages = ["markdown", "plaintext", "html", "mdx", "toml"];
  const schemes = ["file", "untitled"];
  client = new LanguageClient(
    "factlint",
    "factlint",
    { command, args: ["lsp"], transport: TransportKind.stdio },
    {
      documentSelector: [
        ...languages.flatMap((language) => schemes.map((scheme) => ({ scheme, language }))),
        // TOML has a language of its own only where an extension gives it one.
        { scheme: "file", pattern: "**/*.toml" },
      ],
      initializationOptions: { facts: settings.get("facts"), date: settings.get("date") || undefined },
    },
  );
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(`factlint does not start (factlint.path is "${command}"): ${error.message}`);
  }
}

async function stop() {
  const leaving = client;
  client = undefined;
  if (leaving?.isRunning()) {
    await leaving.stop();
  }
}

exports.activate = async (context) => {
  const restart = async () => {
    await stop();
    await start();
  };
  context.subscriptions.push(
    commands.registerCommand("factlint.restart", restart),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("factlint") && restart()),
  );
  await start();
};

exports.deactivate = stop;
