"""Runs one Python program over pages or texts: peers.py pages|texts NAME LIST ROUNDS. Prints one JSON object.

`pages`: LIST has the path of a page on each line; the seconds of the fastest round, and the text taken for the body.
`texts`: LIST is a JSON array of texts; the seconds, and the [start, end] of all that is found in each.
"""

import contextlib
import io
import json
import os
import sys
import time


def trafilatura():
    from trafilatura import extract

    return lambda page: extract(page, include_comments=False)


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return lambda page: extract_plain_text(bytes_to_str(page, detect_encoding(page)), main_content=True)


def readability_lxml():
    from lxml.html import fromstring
    from readability import Document

    return lambda page: fromstring(Document(decoded(page)).summary()).text_content()


def justext():
    import justext

    words = justext.get_stoplist("Chinese") if "Chinese" in justext.get_stoplists() else frozenset()
    # It counts words by blanks; its own advice for Chinese is to set the limits in characters.
    limits = dict(length_low=10, length_high=40, stopwords_low=0.0, stopwords_high=0.0)
    return lambda page: "\n".join(p.text for p in justext.justext(page, words, **limits) if not p.is_boilerplate)


def gne():
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()
    return lambda page: extractor.extract(decoded(page))["content"]


def decoded(page):
    """For those who cannot decode: the page as text."""
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return bytes_to_str(page, detect_encoding(page))


def jionlp(what):
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp as jio
    find = {"time": jio.ner.extract_time, "money": jio.ner.extract_money}[what]
    return lambda text: [found["offset"] for found in find(text)]


def recognizers(what):
    from recognizers_text import Culture

    if what == "date":
        from recognizers_date_time import recognize_datetime as recognize
    elif what == "money":
        from recognizers_number_with_unit import recognize_currency as recognize
    elif what == "percent":
        from recognizers_number import recognize_percentage as recognize
    else:
        from recognizers_number import recognize_number as recognize
    return lambda text: [[found.start, found.end + 1] for found in recognize(text, Culture.Chinese)]


PAGES = dict(trafilatura=trafilatura, resiliparse=resiliparse, justext=justext, gne=gne)
PAGES["readability-lxml"] = readability_lxml
TEXTS = {f"jionlp {what}": (jionlp, what) for what in ("time", "money")}
TEXTS |= {f"recognizers {what}": (recognizers, what) for what in ("date", "money", "percent", "number")}


def quiet(work, thing):
    """What a program cannot read it gives nothing for."""
    try:
        return work(thing)
    except Exception:
        return None


def main():
    mode, name, path, rounds = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        things = file.read().splitlines() if mode == "pages" else json.load(file)
    if mode == "pages":
        work = PAGES[name]()
        things = [open(page, "rb").read() for page in things]
    else:
        make, what = TEXTS[name]
        work = make(what)
    best = float("inf")
    with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing), contextlib.redirect_stderr(nothing):
        quiet(work, things[0])
        for _ in range(int(rounds)):
            start = time.perf_counter()
            found = [quiet(work, thing) for thing in things]
            best = min(best, time.perf_counter() - start)
    print(json.dumps({"seconds": best, "texts": found}, ensure_ascii=False))


if __name__ == "__main__":
    main()
