"""The pages a visit can be on, the overlays that lie above a page, and the order of the questions."""

from __future__ import annotations

from enum import StrEnum


class Page(StrEnum):
    """What fills the screen."""

    ATTRACT = "attract"
    PURPOSE = "purpose"
    NOTICE = "notice"
    CONSENT = "consent"
    IDENTITY = "identity"
    CARD_READING = "card_reading"
    NIK = "nik"
    KNOWN_CHECK = "known_check"
    EXISTING_CARD = "existing_card"
    AWAITING = "awaiting"
    NAME = "name"
    BIRTH_PLACE = "birth_place"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    ADDRESS = "address"
    BIODATA = "biodata"
    PHONE = "phone"
    EMAIL = "email"
    MARITAL = "marital"
    RELIGION = "religion"
    DOMICILE_SAME = "domicile_same"
    DOMICILE = "domicile"
    EDUCATION = "education"
    SKILLS = "skills"
    LANGUAGES = "languages"
    EXPERIENCE = "experience"
    WISHED_JOB = "wished_job"
    WISHED_PLACE = "wished_place"
    WISHED_WAGE = "wished_wage"
    WORK_STATUS = "work_status"
    DISABILITY = "disability"
    PHOTO = "photo"
    REVIEW = "review"
    ISSUING = "issuing"
    PRINTING = "printing"
    PRINT_TROUBLE = "print_trouble"
    TAKE_PAPER = "take_paper"
    END = "end"
    RIGHTS_TOPICS = "rights_topics"
    RIGHTS_QUESTION = "rights_question"
    RIGHTS_RESULT = "rights_result"
    RIGHTS_ANSWERS = "rights_answers"
    JOBS = "jobs"
    JOBS_RESULTS = "jobs_results"
    JOBS_FILTERS = "jobs_filters"
    JOBS_AREA = "jobs_area"
    JOB = "job"
    APPLY = "apply"
    APPLYING = "applying"
    APPLIED = "applied"
    MY_APPLICATIONS = "my_applications"
    MY_APPLICATION = "my_application"
    WITHDRAW = "withdraw"
    TECHNICIAN = "technician"
    OUT_OF_SERVICE = "out_of_service"


class Overlay(StrEnum):
    """What lies above the page; the page keeps everything."""

    HELP = "help"
    IDLE_WARNING = "idle_warning"
    CANCEL_CONFIRM = "cancel_confirm"


#: Typed identity: asked only for what no card told us.
IDENTITY_QUESTIONS = (Page.NAME, Page.BIRTH_PLACE, Page.BIRTH_DATE, Page.SEX, Page.ADDRESS)

#: Form AK/II, one question a page, in the order they are asked.
FORM_QUESTIONS = (
    Page.PHONE, Page.EMAIL, Page.MARITAL, Page.RELIGION, Page.DOMICILE_SAME, Page.DOMICILE, Page.EDUCATION,
    Page.SKILLS, Page.LANGUAGES, Page.EXPERIENCE, Page.WISHED_JOB, Page.WISHED_PLACE, Page.WISHED_WAGE,
    Page.WORK_STATUS, Page.DISABILITY, Page.PHOTO,
)  # fmt: skip

#: Every step "next" walks through after the NIK is known, in order.
CHAIN = (*IDENTITY_QUESTIONS, Page.BIODATA, *FORM_QUESTIONS, Page.REVIEW)

#: Pages where nobody's data is on screen: idle time means nothing there.
QUIET_PAGES = frozenset({Page.ATTRACT, Page.TECHNICIAN, Page.OUT_OF_SERVICE})

#: Pages where a durable step is under way: idle, cancel and back wait for its end.
BUSY_PAGES = frozenset({Page.ISSUING, Page.PRINTING, Page.APPLYING})

#: Skipping is an honest answer here.
OPTIONAL_PAGES = frozenset({Page.EMAIL, Page.WISHED_WAGE, Page.DISABILITY, Page.PHOTO, Page.SKILLS, Page.LANGUAGES})
