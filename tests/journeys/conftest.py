"""A real site in a process of its own, and a real browser that looks at every page it opens.

Needs Debian's chromium; where there is none these stories are skipped and say so. Pictures are
kept in build/journeys/.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from make_house import PASSPHRASE

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PICTURES = ROOT / "build" / "journeys"
CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LANGUAGES = ("en", "fa")
STARTING = 120


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="needs Debian's chromium"))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home with the sample case, made once and copied for each file of stories."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    subprocess.run([sys.executable, HERE / "make_house.py", home], check=True, env=clean())
    return home


def clean() -> dict[str, str]:
    """Return the environment without what names another site."""
    hidden = ("DJANGO_SETTINGS_MODULE", "DADKHAH_TEST_DATABASE", "COVERAGE_PROCESS_START")
    return {k: v for k, v in os.environ.items() if k not in hidden and "DADKHAH_" not in k}


@pytest.fixture(scope="module")
def house(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with the sample case, shared by the stories of one file."""
    with Site(shutil.copytree(prepared, tmp_path_factory.mktemp("house") / "home")) as address:
        yield address


@pytest.fixture
def empty_house(tmp_path: Path) -> Iterator[str]:
    """The address of a site that nobody has started yet."""
    with Site(tmp_path / "home") as address:
        yield address


class Site:
    """`dadkhah serve` on a free port, ended with the story."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __enter__(self) -> str:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "dadkhah_cli", "serve", "--no-browser", "--port"]
        self.process = subprocess.Popen(
            [*command, str(port)],
            env=clean() | {"DADKHAH_HOME": str(self.home)},
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + STARTING
        while time.monotonic() < deadline and self.process.poll() is None:
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return f"http://127.0.0.1:{port}"
            time.sleep(0.1)
        self.__exit__()
        raise AssertionError("the site did not start")

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


class Visitor:
    """Somebody with a browser of her own, whose every page is looked at for trouble."""

    def __init__(self, browser: Browser, address: str, language: str, story: str) -> None:
        self.address, self.language, self.story = address, language, story
        self.troubles: list[str] = []
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 860}, accept_downloads=True
        )
        self.context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(45_000)
        self.page.on("console", self._hear)
        self.page.on("request", self._see)

    def open(self, path: str) -> None:
        """Go to a page; a server error is a trouble."""
        response = self.page.goto(f"{self.address}{path}")
        if response is None or response.status >= 500:
            self.troubles.append(f"{path} answered {response and response.status}")

    def sign_in(self, handle: str) -> None:
        self.open("/accounts/login/")
        self.page.fill("[name=login]", handle)
        self.page.fill("[name=password]", PASSPHRASE)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "login" not in url)

    def look(self, name: str) -> None:
        """Keep a picture, and check the page as a reader of this language has it."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        file = PICTURES / f"{self.story}-{name}-{self.language}.png"
        self.page.screenshot(path=file, full_page=True)
        html = self.page.locator("html")
        assert html.get_attribute("lang") == self.language
        assert html.get_attribute("dir") == ("rtl" if self.language == "fa" else "ltr")
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
        assert not self.page.evaluate(wide), f"{name} scrolls sideways"
        self.troubles += [f"{name}: {fault}" for fault in self._axe()]

    def _axe(self) -> list[str]:
        """Return what axe holds to be serious; it runs in a world the page's policy is not in."""
        session = self.context.new_cdp_session(self.page)
        tree = session.send("Page.getFrameTree")
        world = session.send(
            "Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"]}
        )["executionContextId"]

        def run(expression: str) -> dict:
            return session.send(
                "Runtime.evaluate",
                {
                    "expression": expression,
                    "contextId": world,
                    "awaitPromise": True,
                    "returnByValue": True,
                },
            )["result"]

        run((HERE / "axe-core" / "axe.min.js").read_text("utf-8"))
        found = run(
            "axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify("
            "r.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
            ".map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', '))))"
        )
        session.detach()
        return json.loads(found["value"])

    def _hear(self, message: object) -> None:
        if message.type in ("error", "warning"):  # type: ignore[attr-defined]
            self.troubles.append(f"console: {message.text}")  # type: ignore[attr-defined]

    def _see(self, request: object) -> None:
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):  # type: ignore[attr-defined]
            self.troubles.append(f"asked for {request.url}")  # type: ignore[attr-defined]


@pytest.fixture
def visitor(
    browser: Browser, language: str, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Visitor]]:
    """Let somebody come: `visitor(address, "laila")`; at the end no trouble is left."""
    visitors: list[Visitor] = []
    story = request.node.originalname.removeprefix("test_")

    def arrive(address: str, handle: str = "") -> Visitor:
        one = Visitor(browser, address, language, story)
        visitors.append(one)
        if handle:
            one.sign_in(handle)
        return one

    yield arrive
    troubles = [trouble for one in visitors for trouble in one.troubles]
    for one in visitors:
        one.context.close()
    assert troubles == []
