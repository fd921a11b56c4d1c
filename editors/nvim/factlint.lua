-- Drives `factlint lsp` with a real client: Neovim without a screen.
--
--     nvim --headless --clean -l … is newer than some distributions; this works from 0.7 on:
--     FACTLINT=target/debug/factlint nvim --headless --clean -c 'luafile editors/nvim/factlint.lua'
--
-- Exit code 0 if findings, related places, hover, definition, a quick fix and a re-check after a change all come as they should.

local folder = vim.fn.tempname()
vim.fn.mkdir(folder, "p")

local function write(name, lines)
  vim.fn.writefile(lines, folder .. "/" .. name)
end

write("factlint.toml", {
  "[event.collapse]",
  'name = "Novi Sad railway station collapse"',
  'also = ["station collapse"]',
  "",
  "[figure.collapse-deaths]",
  'subject = "collapse"',
  'measure = "deaths"',
  "value = 16",
  'source = "Indictment, p. 3"',
})
write("draft.md", { "# Đurić 🦀", "", "Đurić 🦀: the station collapse killed 61 people." })

local function fail(words)
  io.stderr:write("nvim: " .. words .. "\n")
  vim.cmd("cquit 1")
end

local function equal(wanted, found, what)
  if not vim.deep_equal(wanted, found) then
    fail(what .. ": wanted " .. vim.inspect(wanted) .. ", found " .. vim.inspect(found))
  end
end

local function wait(what, done)
  if not vim.wait(30000, done, 20) then
    fail("waited in vain for " .. what)
  end
end

vim.cmd("edit " .. folder .. "/draft.md")
local buffer = vim.api.nvim_get_current_buf()
local id = vim.lsp.start_client({
  name = "factlint",
  cmd = { os.getenv("FACTLINT") or "factlint", "lsp" },
  root_dir = folder,
})
if not id then
  fail("the server does not start")
end
vim.lsp.buf_attach_client(buffer, id)

wait("findings", function()
  return #vim.diagnostic.get(buffer) == 1
end)
local finding = vim.diagnostic.get(buffer)[1]
equal("figure-mismatch", finding.code, "code")
-- Neovim counts bytes from 0: three lines down, behind Đurić (7), the crab (4) and the words between.
equal({ 2, 42, 44 }, { finding.lnum, finding.col, finding.end_col }, "place")

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 30000)
  return answers and answers[id] and answers[id].result
end

vim.api.nvim_win_set_cursor(0, { 3, 42 })
local here = vim.lsp.util.make_position_params(0, vim.lsp.get_client_by_id(id).offset_encoding)
local hover = ask("textDocument/hover", here)
if not (hover and hover.contents.value:find("recorded: 16", 1, true)) then
  fail("hover: " .. vim.inspect(hover))
end

local fact = ask("textDocument/definition", here)
equal({ vim.uri_from_fname(folder .. "/factlint.toml"), 7 }, { fact[1].uri, fact[1].range.start.line }, "definition")

local actions = ask("textDocument/codeAction", {
  textDocument = here.textDocument,
  range = { start = here.position, ["end"] = here.position },
  context = { diagnostics = {} },
})
vim.lsp.util.apply_workspace_edit(actions[1].edit, vim.lsp.get_client_by_id(id).offset_encoding)
equal("Đurić 🦀: the station collapse killed 16 people.", vim.api.nvim_buf_get_lines(buffer, 2, 3, false)[1], "fix")
wait("the mended draft to be clean", function()
  return #vim.diagnostic.get(buffer) == 0
end)

io.stdout:write("nvim: all as it should be\n")
vim.cmd("qall!")
