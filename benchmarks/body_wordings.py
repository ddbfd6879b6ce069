"""Sentences and labels that give a role, as the field words them, for `benchmarks/body_alterations.py`."""

from __future__ import annotations

SENTENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "cs": {
        "beneficiaries": (
            "Příjemcem podpory je {}.", "Nositelem projektu je {}.", "Projekt realizuje {}.",
            "{} je příjemcem dotace.", "{} čerpá na projekt dotaci.", "{} řeší tento projekt.",
            "Za projektem stojí {}.", "Projekt vede {}.", "Žadatelem byla organizace {}.",
            "Hlavním řešitelem projektu je {}.", "Projekt předložila organizace {}.",
            "Realizaci projektu zajišťuje {}.", "Dotaci na projekt obdrží {}.", "Projekt koordinuje {}.",
            "O dotaci na projekt požádala organizace {}.", "Realizátorem je {}.", "Do projektu se pustil spolek {}.",
        ),
        "partners": (
            "Partnery projektu jsou {}.", "Na projektu se podílejí {}.", "Na projektu spolupracují {}.",
            "Do projektu jsou zapojeni také tito partneři: {}.", "Projektu se účastní také {}.",
            "Partnerskými organizacemi jsou {}.", "Dalšími účastníky projektu jsou {}.",
            "{} jsou partnery projektu.", "Konsorcium dále tvoří {}.", "Jako partneři se na projektu podílejí {}.",
            "K partnerům projektu patří {}.", "Roli partnerů v projektu mají {}.",
        ),
        "funders": (
            "Projekt financuje {}.", "Dotaci poskytuje {}.", "Projekt finančně podporuje {}.",
            "Poskytovatelem dotace je {}.", "Peníze na projekt dává {}.", "Na projekt přispívá {}.",
            "Podporu poskytuje {}.", "Donorem projektu je {}.", "Náklady projektu hradí {}.",
        ),
    },
    "en": {
        "beneficiaries": (
            "The project is coordinated by {}.", "{} leads the project.", "The lead partner is {}.",
            "The grant was awarded to {}.", "{} received the grant for this project.",
            "{} is the beneficiary of the project.", "The project is run by {}.",
            "{} is responsible for the implementation of the project.", "The project is being carried out by {}.",
            "The applicant is {}.", "{} acts as project coordinator.", "The coordinating organisation is {}.",
            "The project promoter is {}.", "The recipient of the grant is {}.", "The project is headed by {}.",
            "{} is in charge of the project.", "The project is an undertaking of {}.",
        ),
        "partners": (
            "The project partners are {}.", "The project is carried out in cooperation with {}.",
            "The project is implemented together with {}.", "Partners in the project include {}.",
            "{} are partners in the project.", "Other participants in the project are {}.",
            "The consortium also includes {}.", "The project brings in {} as partners.",
            "We work on the project with {}.", "Our partners in this project are {}.",
            "{} also take part in the project.", "The project team is joined by {}.",
        ),
        "funders": (
            "The project is funded by {}.", "{} supports the project financially.", "{} provided the grant.",
            "The grant is provided by {}.", "The project has received funding from {}.",
            "The project is paid for by {}.", "The project is made possible by a grant from {}.",
            "Financial support comes from {}.", "{} finances the project.",
        ),
    },
}  # fmt: skip
"""What a sentence may say instead of a label, "{}" for the names; the names stand in the nominative."""
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "cs": {
        "beneficiaries": (
            "Příjemce podpory", "Nositel projektu", "Realizátor projektu", "Žadatel", "Příjemce", "Řešitel projektu",
            "Kdo projekt realizuje", "Projekt vede", "Hlavní příjemce", "Kdo za tím stojí", "Hlavní řešitel",
            "Organizace", "Předkládá", "Projekt realizuje", "Komu", "Vede", "Název příjemce podpory",
        ),
        "partners": (
            "Partneři", "Partneři projektu", "Spolupracující organizace", "Ve spolupráci s", "S kým",
            "Spolupracují", "Zapojení partneři", "Další účastníci projektu", "Spoluřešitelé", "Spolupráce",
            "Na projektu se podílejí", "Projektoví partneři", "Kdo se přidal", "Partnerské organizace",
        ),
        "funders": (
            "Poskytovatel", "Poskytovatel dotace", "Financováno z", "Zdroj financování", "Podpořil",
            "Donor", "Za podpory", "Kdo platí", "Finanční podpora", "Financuje", "Dotaci poskytl", "Zdroj", "Platí",
        ),
    },
    "en": {
        "beneficiaries": (
            "Beneficiary", "Grant holder", "Lead partner", "Coordinator", "Project promoter", "Lead organisation",
            "Host institution", "Run by", "Led by", "Who runs it", "Recipient", "Applicant", "Project owner",
            "Implemented by", "Project leader", "Coordinating organisation", "Awarded to", "Managed by",
        ),
        "partners": (
            "Partners", "Project partners", "Consortium partners", "In cooperation with", "With", "Together with",
            "Partner organisations", "Participating organisations", "Other participants", "Collaborators",
            "Cooperating institutions", "Working with", "Who we work with", "Joined by",
        ),
        "funders": (
            "Funder", "Funded by", "Funding body", "Source of funding", "Supported by", "Donor", "Sponsor",
            "Funding agency", "Financed by", "Paid for by", "With support from", "Grant from", "Who pays",
        ),
    },
}  # fmt: skip
"""What a label may say instead."""
