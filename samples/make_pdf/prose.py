"""Prose as cabinet papers have it, all of it made up."""

from random import Random

WHO = (
    "The head of legal services", "The monitoring officer", "The portfolio holder for places", "The estates team",
    "The planning policy team", "The parish council", "The county's highways officer", "The chamber of trade",
    "The tenants' panel", "The scrutiny committee", "The harbour master", "The section 151 officer",
    "The conservation officer", "The park keeper", "The licensing committee", "The youth council",
)  # fmt: skip
DID = (
    "has looked at the draft and asked for two changes, both of which have been made",
    "supports the proposal, subject to the agreement of the owners of the land",
    "advises that the lease can be ended with six months' notice at any time",
    "would rather see the work done in stages, so that the square is never wholly closed",
    "will report to the next meeting of the working group with a list of sites",
    "met residents of the streets concerned on three evenings in November",
    "notes that the covenant of 1931 does not stand in the way of the scheme",
    "has no objection as long as the footpath is kept open during the works",
    "has asked for a plan that shows how the trees will be protected",
    "expects an answer from the government after the election of the new board",
    "sees no need for a full assessment, because no service is being withdrawn",
    "recommends that the power to agree the final wording be given to the chief executive",
    "is content that the purchase follows the council's own rules on contracts",
    "points out that the byelaws have not been looked at since the borough was formed",
    "will keep the register and publish it on the website once a year",
    "has written to the owners of the empty building, who have not replied",
)
THEN = (
    "Members are asked to bear this in mind when they come to the recommendations.",
    "No other option was found that would meet the wishes of both parties.",
    "The cost can be met from the sum set aside for this purpose in the capital programme.",
    "There are no implications for staff beyond those named in the earlier report.",
    "A map of the area is kept in the members' room and can be seen on request.",
    "The minutes of that meeting are attached to the report of the working group.",
    "This was also the view of the majority of those who wrote in.",
    "Consultation closes at the end of February, and a summary will be circulated.",
    "The matter is urgent only in so far as the grant has to be claimed by the summer.",
    "Equality and climate implications have been considered and are thought to be slight.",
    "Ward councillors have been told and their comments are set out below.",
    "It is proposed to come back to this once the neighbourhood plan has been adopted.",
    "The legal costs of both sides would be borne by the developer.",
    "Until then the present arrangements would simply go on as they are.",
)  # fmt: skip


def paragraphs(seed: int, count: int, sentences: int) -> list[str]:
    """Paragraphs of prose; the same seed gives the same text."""
    random = Random(seed)  # noqa: S311 - text, no secret
    who, did, then = ([*words] for words in (WHO, DID, THEN))
    for words in (who, did, then):
        random.shuffle(words)
    said = [
        f"{who[at % len(who)]} {did[at % len(did)]}. {then[(at + at // len(then)) % len(then)]}"
        for at in range(count * sentences)
    ]
    return [" ".join(said[start : start + sentences]) for start in range(0, len(said), sentences)]
