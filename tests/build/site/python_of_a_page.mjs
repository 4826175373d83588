// Runs pytest on the Python of a page, without the page: its core, the checkout, the packages.
import { pathToFileURL } from "node:url";

const [core, checkout, packages, ...words] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${core}/pyodide.mjs`));
const env = { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" };
const py = await loadPyodide({ indexURL: `${core}/`, env });
for (const [place, root] of Object.entries({ "/checkout": checkout, "/packages": packages })) {
  py.FS.mkdirTree(place);
  py.FS.mount(py.FS.filesystems.NODEFS, { root }, place);
}
py.globals.set("words", py.toPy(words));
process.exitCode = py.runPython(`
import os, sys
from types import ModuleType, SimpleNamespace

os.chdir("/checkout")
sys.path[:0] = ["/checkout", "/packages"]

# Newer versions of it are compiled; the tests that ask it for examples are not among these.
hypothesis = sys.modules["hypothesis"] = ModuleType("hypothesis")
hypothesis.settings = SimpleNamespace(register_profile=lambda *_, **__: None, load_profile=lambda _: None)

sys.path.append("/checkout/course/build/site/standins")
import nesting
nesting.put_in_place()
sys.path.pop()

import pytest
print("Python", sys.version)
int(pytest.main(list(words)))
`);
