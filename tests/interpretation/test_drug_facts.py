"""What is told about everolimus: standing, sources, shelf life; money and phone numbers never."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hr_report.errors import UsageError
from hr_report.interpretation import knowledge
from hr_report.interpretation.drug_facts import STANDING, FactStatus, about
from hr_report.interpretation.knowledge import load
from hr_report.interpretation.sources import checked_on, cite, is_stale

TODAY = date.fromisoformat(checked_on())


def facts(topic="everolimus", today=TODAY):
    return {fact.id: fact for each in about(topic, today=today).topics for fact in each.facts}


def test_every_topic_has_facts_and_every_fact_a_topic_that_is_shown():
    told = about(today=TODAY)
    assert all(topic.facts for topic in told.topics)
    assert len(facts()) == len(load("facts")["fact"])
    assert told.warning is None


def test_one_topic_alone():
    assert {fact.split("_")[0] for fact in facts("pregnancy")} == {"pregnancy"}
    assert about("brands", today=TODAY).brands
    assert not about("pregnancy", today=TODAY).brands


def test_an_unknown_topic_is_refused():
    with pytest.raises(UsageError, match=r"nothing about 'weather'.*everolimus"):
        about("weather")


@pytest.mark.parametrize(
    ("fact", "leads", "told"),
    [
        ("taking_exemestane", "after a meal", "with or without food"),
        ("pregnancy_harm", "can harm an unborn baby", "do not know"),
        ("pregnancy_milk", "not to breastfeed", "choose between"),
        ("who_failure", "not enough", "leaves out hormone receptors and HER2"),
        ("who_combination", "together with exemestane", "usually"),
        ("serious_infection", "38.1 C", "without a unit"),
        ("cost_help", "Terms change", "not repeated"),
        ("taking_tests", "before and during", "after"),
        ("other_net", "Not for carcinoid", "unlisted use"),
    ],
)
def test_where_a_page_and_the_label_differ_the_label_leads_and_the_difference_is_told(fact, leads, told):
    found = facts()[fact]
    assert found.status is FactStatus.LABEL_DIFFERS
    assert leads in found.text
    assert told in found.differs
    assert found.page.id != found.source.id


def test_a_difference_is_told_exactly_where_the_standing_says_so():
    for fact in facts().values():
        assert (fact.status is FactStatus.LABEL_DIFFERS) == (fact.differs is not None), fact.id
    assert set(STANDING) == set(FactStatus)


def test_neither_amounts_nor_phone_numbers_nor_unknown_sources():
    for fact in facts().values():
        said = f"{fact.text} {fact.differs or ''}"
        assert not re.search(r"[$€£]\s?\d|\b\d{3}-\d{4}\b", said), fact.id
        assert fact.source.date


def test_old_knowledge_is_shown_with_a_warning():
    later = TODAY + timedelta(days=181)
    told = about(today=later)
    assert checked_on() in told.warning
    assert all(fact.stale for fact in facts("taking", later).values())
    assert not facts("cost", later)["cost_help"].stale
    assert facts("today", TODAY + timedelta(days=121))["today_others"].stale


def test_a_fact_with_a_short_life_is_hidden_after_it():
    assert "today_decision" in facts()
    assert "today_decision" not in facts(today=TODAY + timedelta(days=29))


def test_shelf_life_to_the_day():
    assert not is_stale(TODAY + timedelta(days=180))
    assert is_stale(TODAY + timedelta(days=181))


USES = {
    "Afinitor (US)": "breast net_pancreas net_gut_lung kidney_cancer tsc_kidney tsc_sega",
    "Afinitor Disperz (US)": "tsc_sega tsc_seizures",
    "Torpenz (US)": "breast tsc_kidney tsc_sega",
    "Generic tablets (US)": "breast net_pancreas net_gut_lung kidney_cancer tsc_kidney tsc_sega tsc_seizures"
    " kidney_transplant liver_transplant",
    "Zortress (US)": "kidney_transplant liver_transplant",
    "Afinitor (EU)": "breast net_pancreas net_gut_lung kidney_cancer",
    "Votubia (EU)": "tsc_kidney tsc_sega tsc_seizures",
    "Certican (some EU countries)": "kidney_transplant liver_transplant heart_transplant",
}


def test_which_brand_is_for_what():
    found = {
        brand.name: {use for use, told in brand.uses.items() if told not in {"no", "warned against"}}
        for brand in about(today=TODAY).brands
    }
    assert found == {name: set(uses.split()) for name, uses in USES.items()}
    uses = {brand.name: brand.uses for brand in about(today=TODAY).brands}
    assert uses["Zortress (US)"]["heart_transplant"] == "warned against"
    assert uses["Afinitor (EU)"]["breast"] == "yes, no symptoms in inner organs"
    assert uses["Afinitor Disperz (US)"]["tsc_seizures"] == "from 2 years"


def test_every_source_named_anywhere_exists():
    named = {row["source"] for table, key in (("criteria", "criterion"), ("cautions", "caution"), ("facts", "fact"),
             ("facts", "brand")) for row in load(table)[key]}  # fmt: skip
    named |= {group["source"] for group in load("medicines")["group"].values()}
    named |= {row["page"] for row in load("facts")["fact"] if "page" in row}
    for source in named:
        assert cite(source).title
    named |= {row["age_source"] for row in load("criteria")["criterion"] if "age_source" in row}
    named |= {label["source"] for label in load("criteria")["labels"].values()}
    assert named == set(load("sources")["source"]), "a source that nothing cites"


def test_each_paragraph_of_the_patient_pages_has_its_place_and_each_fact_a_paragraph():
    text = (Path(knowledge.__file__).parent / "README.md").read_text("utf-8")
    covered = text.partition("## Where the two patient pages are covered")[2]
    rows = [line.rsplit("|", 2)[-2] for line in covered.splitlines() if line.startswith("| ")][1:]
    named = {each for row in rows for each in re.findall(r"`(\w+)`", row) if each != "facts"}
    assert named == set(facts())
    points = {each for row in rows for each in re.findall(r"\bCF?\d+\b", row)}
    assert points == {row["id"] for row in (*load("criteria")["criterion"], *load("cautions")["caution"])}
