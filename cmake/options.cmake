# SPDX-FileCopyrightText: 2026 The Frontdesk developers
# SPDX-License-Identifier: GPL-3.0-or-later

# How every target of ours is compiled. Warnings are errors; FRONTDESK_SANITIZE
# takes a list as -fsanitize does.
set(FRONTDESK_SANITIZE "" CACHE STRING "Sanitizers, such as address,undefined")
option(FRONTDESK_FUZZ "Build the fuzzers of tests/fuzz, which want Clang" OFF)

add_library(frontdesk_options INTERFACE)
target_compile_options(frontdesk_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Woverloaded-virtual
    -Wcast-align -Wunused -Wformat=2 -Wimplicit-fallthrough -Werror)
target_compile_definitions(frontdesk_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_FOREACH
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 QT_USE_QSTRINGBUILDER)
# The tests are many programs of much code: lld links one in a quarter of the time.
find_program(FRONTDESK_LLD ld.lld)
if(FRONTDESK_LLD)
    target_link_options(frontdesk_options INTERFACE -fuse-ld=lld)
endif()
if(FRONTDESK_SANITIZE)
    target_compile_options(frontdesk_options INTERFACE
        -fsanitize=${FRONTDESK_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(frontdesk_options INTERFACE -fsanitize=${FRONTDESK_SANITIZE})
endif()
if(FRONTDESK_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "FRONTDESK_FUZZ wants Clang (libFuzzer), "
            "this is ${CMAKE_CXX_COMPILER_ID}. The preset \"fuzz\" chooses it.")
    endif()
    # Clang 14 can't compile coroutines with the check of function types.
    target_compile_options(frontdesk_options INTERFACE
        -fsanitize=fuzzer-no-link -fno-sanitize=function)
endif()
