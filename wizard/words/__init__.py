"""Every sentence that the core and the command line can say, both languages side by side, without Qt."""

from wizard.words.say import (
    LANGUAGES,
    Lang,
    say,
    say_help,
    say_line_fault,
    say_note,
    say_reason,
    say_schedule,
    say_trouble,
)
from wizard.words.sentences import sentences

__all__ = [
    "LANGUAGES",
    "Lang",
    "say",
    "say_help",
    "say_line_fault",
    "say_note",
    "say_reason",
    "say_schedule",
    "say_trouble",
    "sentences",
]
