"""ER, PR and HER2 by rules of medspaCy: run by `text_speed.py` with a Python that has medspaCy, never imported.

Takes texts as JSON Lines on standard input and prints as JSON how many it read, the seconds of processor time that took
once everything was loaded, and in how many of them it found each marker with a result. The rules are what a person
writes in an afternoon: names, words and shapes of results, the nearest result of the same sentence, with ConText and the
sectionizer as medspaCy brings them.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import medspacy
from medspacy.ner import TargetRule

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {
    "ER": ("estrogen receptor", "oestrogen receptor", "estrogen receptors", "er", "er status", "estrogen", "er-alpha"),
    "PR": ("progesterone receptor", "progesterone receptors", "pr", "pgr", "pr status", "progesterone"),
    "HER2": ("her2", "her-2", "her2/neu", "her-2/neu", "her2 / neu", "c-erbb-2", "c-erbb2", "erbb2", "her2 status"),
}
WORDS = (
    "positive", "strongly positive", "weakly positive", "low positive", "negative", "equivocal", "borderline",
    "indeterminate", "pending", "not performed", "overexpressed", "not overexpressed", "amplified", "not amplified",
    "non-amplified", "detected", "not detected", "favorable", "unfavorable", "strong", "moderate", "weak",
)  # fmt: skip
NUMBER = {"TEXT": {"REGEX": r"^[<>~]?\d{1,3}(\.\d+)?$"}}
SHAPES: tuple[list[dict[str, Any]], ...] = (
    [{"TEXT": {"REGEX": r"^[<>~]?\d{1,3}(\.\d+)?%$"}}],
    [NUMBER, {"TEXT": {"IN": ["%", "percent"]}}],
    [NUMBER, {"TEXT": {"IN": ["-", "to"]}}, NUMBER, {"TEXT": "%"}],
    [{"TEXT": {"IN": ["0", "1", "2", "3"]}}, {"TEXT": "+"}],
    [{"TEXT": {"REGEX": r"^[0-3]\+$"}}],
    [{"LOWER": {"IN": ["score", "allred", "ratio"]}}, {"IS_PUNCT": True, "OP": "*"}, NUMBER],
    [{"LOWER": {"IN": ["h-score", "hscore"]}}, {"IS_PUNCT": True, "OP": "*"}, NUMBER],
    [NUMBER, {"TEXT": "/"}, {"TEXT": "8"}],
)


def load_rules() -> Any:
    """The pipeline: tokens, sentences, targets, ConText and sections."""
    pipeline = medspacy.load()
    pipeline.add_pipe("medspacy_sectionizer")
    matcher = pipeline.get_pipe("medspacy_target_matcher")
    matcher.add([TargetRule(name, marker) for marker, names in NAMES.items() for name in names])
    matcher.add([TargetRule(word, "RESULT") for word in WORDS])
    matcher.add([TargetRule(f"shape {number}", "RESULT", pattern=shape) for number, shape in enumerate(SHAPES)])
    return pipeline


def find_results(document: Any) -> Iterator[tuple[str, str]]:
    """Each marker with the nearest result of its sentence that ConText does not call old, or of somebody else."""
    for sentence in document.sents:
        results = [e for e in sentence.ents if e.label_ == "RESULT" and not (e._.is_historical or e._.is_family)]
        for name in sentence.ents:
            if name.label_ in NAMES and results:
                nearest = min(results, key=lambda e, name=name: abs(e.start - name.start))
                yield name.label_, ("no " if nearest._.is_negated else "") + nearest.text


def main() -> None:
    """Read, measure, print."""
    texts = [json.loads(line) for line in sys.stdin]
    pipeline = load_rules()
    for document in pipeline.pipe(texts[:20]):
        list(find_results(document))
    found: Counter[str] = Counter()
    start = time.process_time()
    for document in pipeline.pipe(texts):
        found.update({marker for marker, _ in find_results(document)})
    print(json.dumps({"texts": len(texts), "seconds": time.process_time() - start, "found": found}))


if __name__ == "__main__":
    main()
