"""What happened and what to do, for every ``AppError`` of the program."""

from wizard.words import links
from wizard.words.errors import computer, files, network, salesforce, sign_in, stops, unattended

TABLE: dict[str, tuple[str, str]] = {
    **links.ERRORS,
    **network.TABLE,
    **sign_in.TABLE,
    **unattended.TABLE,
    **salesforce.TABLE,
    **stops.TABLE,
    **files.TABLE,
    **computer.TABLE,
}
