# SPDX-License-Identifier: Apache-2.0
# What every target of ours is compiled with: the language, the warnings, and what a preset adds (sanitizers, coverage).

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

if(PROJECT_IS_TOP_LEVEL AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(TRACKMEET_CCACHE ccache)
  mark_as_advanced(TRACKMEET_CCACHE)
  if(TRACKMEET_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${TRACKMEET_CCACHE})
  endif()
endif()

add_library(trackmeet_options INTERFACE)
target_compile_features(trackmeet_options INTERFACE cxx_std_20)
set(CMAKE_CXX_EXTENSIONS OFF)

add_library(trackmeet_warnings INTERFACE)
target_compile_options(
  trackmeet_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast
                               $<$<BOOL:${TRACKMEET_WARNINGS_AS_ERRORS}>:-Werror>)
# GCC 12 sees overlaps in std::string's operator+ that cannot be (GCC bug 105651, mended in 13).
target_compile_options(
  trackmeet_warnings
  INTERFACE $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)

if(TRACKMEET_SANITIZE)
  target_compile_options(trackmeet_options INTERFACE -fsanitize=${TRACKMEET_SANITIZE} -fno-omit-frame-pointer
                                                     -fno-sanitize-recover=all)
  target_link_options(trackmeet_options INTERFACE -fsanitize=${TRACKMEET_SANITIZE})
endif()

if(TRACKMEET_COVERAGE)
  target_compile_options(trackmeet_options INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(trackmeet_options INTERFACE --coverage)
endif()

# A release is the same bytes wherever it is built, and finds the libraries that lie beside it, and no others: RPATH, unlike RUNPATH, holds for the
# libraries of libraries too, and LD_LIBRARY_PATH does not override it.
if(TRACKMEET_RELEASE)
  target_compile_options(trackmeet_options INTERFACE -ffile-prefix-map=${PROJECT_SOURCE_DIR}=.)
endif()
target_link_options(trackmeet_options INTERFACE $<$<PLATFORM_ID:Linux>:-Wl,--disable-new-dtags>)
