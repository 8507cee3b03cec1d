"""What the chat page refuses, and what it does not let strange content do."""

import base64
from io import BytesIO
from pathlib import Path

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
NASTY = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"


async def test_a_refusal_is_a_sentence(page):
    answer = await page.act("says", status=400, text="ciao", chat=page.operator.id)
    assert answer == {"error": "Nessuno può scrivere nella chat di un altro."}


async def test_only_json_of_the_page_itself_is_taken(page):
    for body, content_type in (
        (b"{}", "text/plain"),
        (b"act=says", "application/x-www-form-urlencoded"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"\xff", "application/json"),
    ):
        headers = {"Content-Type": content_type}
        async with page.session.post(f"{page.base}/page/act", data=body, headers=headers) as response:
            assert response.status == 400, body


async def test_a_request_without_end_is_refused(page):
    async with page.session.post(
        f"{page.base}/page/act", data=BytesIO(b" " * 14_000_000), headers={"Content-Type": "application/json"}
    ) as response:
        assert "troppo grande" in (await response.json())["error"]


async def test_a_photo_is_shown_and_a_document_only_saved(page):
    await page.act("sends_photo", caption="", content=base64.b64encode(PNG).decode())
    html = base64.b64encode(NASTY.encode()).decode()
    await page.act("sends_document", name="già.html", mime="text/html", caption="", content=html)
    await page.act("sends_photo", caption="", content=html)
    photo, document, fake = (await page.chat(page.resident.id))["messages"]

    async def fetched(file_id):
        async with page.session.get(f"{page.base}/page/files/{file_id}") as response:
            return response.status, response.headers, await response.read()

    status, headers, content = await fetched(photo["photo"][-1]["file_id"])
    assert (status, headers["Content-Type"], content) == (200, "image/png", PNG)
    for file_id in (document["document"]["file_id"], fake["photo"][-1]["file_id"]):
        status, headers, content = await fetched(file_id)
        assert headers["Content-Type"] == "application/octet-stream"
        assert headers["Content-Disposition"].startswith("attachment")
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert (await fetched("nessuno"))[0] == 404


async def test_the_page_allows_nothing_inline_and_nothing_from_elsewhere(page):
    async with page.session.get(f"{page.base}/") as response:
        policy = response.headers["Content-Security-Policy"]
        html = await response.text()

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http://" not in html
    assert "https://" not in html
    assert " style=" not in html
    assert " onclick=" not in html


async def test_the_scripts_never_parse_what_was_written_as_html(page):
    static = Path(__file__).parents[2] / "sandbox" / "page" / "static"
    scripts = {script.name: script.read_text() for script in static.glob("*.js")}

    assert "main.js" in scripts
    for name, script in scripts.items():
        for parser in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser", "eval("):
            assert parser not in script, f"{name} uses {parser}"
        async with page.session.get(f"{page.base}/page/static/{name}") as response:
            assert response.status == 200
            assert response.headers["Cache-Control"] == "no-cache"
