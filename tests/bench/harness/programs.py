# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Frontdesk, what it is measured against, and the variants that show what a part costs."""
from .servers import Program

FRONTDESKD = "src/app/frontdeskd"


def frontdesk(build, program=FRONTDESKD, name="Frontdesk", **more):
    return Program(name, (build / program, "--threads", "1", "--port", "0"),
                   database="frontdesk.db", **more)


def epoll_limit(build):
    return Program("bare epoll loop in C", (build / "tests/bench/epoll_limit",), takes_data=False)


def bare_qhttpserver(build):
    return Program("bare QHttpServer", (build / "tests/bench/bare_qhttpserver",), takes_data=False)


def variants(build):
    """Frontdesk with a part replaced by one that does nothing."""
    return [frontdesk(build, f"tests/bench/frontdeskd_without_{part}", f"… without {name}")
            for part, name in [("log", "the log"), ("gate", "the gate"), ("both", "either")]]


def window(build, display):
    """Frontdesk with its window open, which says at its end how long it was ever held up."""
    return frontdesk(build, "ui/frontdesk", "… with the window open", environment={
        "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "FRONTDESK_WATCHDOG": "1"})
