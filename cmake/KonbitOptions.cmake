# Compiler settings shared by every target, and the one way to declare a library of ours.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

set(KONBIT_SANITIZE "" CACHE STRING "Sanitizers to build with: address;undefined or thread")
option(KONBIT_FUZZ "Build the fuzz targets with libFuzzer (needs clang)" OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers are cached only when ccache may ignore their time stamps.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime;CCACHE_BASEDIR=${CMAKE_SOURCE_DIR};CCACHE_NOHASHDIR=1;${CCACHE_PROGRAM}")
endif()

add_library(konbit_options INTERFACE)
target_compile_options(konbit_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor)
target_include_directories(konbit_options INTERFACE "${CMAKE_SOURCE_DIR}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(konbit_options INTERFACE -fpch-preprocess)
endif()
if(KONBIT_SANITIZE)
  list(JOIN KONBIT_SANITIZE "," _sanitizers)
  add_compile_options(-fsanitize=${_sanitizers} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${_sanitizers})
endif()
if(KONBIT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# konbit_library(NAME SOURCES a.cpp … PUBLIC konbit_x … PRIVATE lib …)
# PUBLIC names the layers below that our headers show; PRIVATE what only the sources see.
function(konbit_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC konbit_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  target_precompile_headers(${name} PRIVATE
    <algorithm> <cstdint> <filesystem> <functional> <memory> <optional> <span> <string>
    <string_view> <unordered_map> <utility> <vector>)
endfunction()

# konbit_test(NAME SOURCES a_test.cpp … LINK konbit_x …): one GoogleTest program a folder.
function(konbit_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE konbit_options ${arg_LINK} GTest::gmock GTest::gtest_main)
  target_precompile_headers(${name} PRIVATE <gtest/gtest.h> <gmock/gmock.h> <string> <vector>)
  target_compile_definitions(${name} PRIVATE
    KONBIT_SOURCE_DIR="${CMAKE_SOURCE_DIR}" KONBIT_BINARY="$<TARGET_FILE:konbit>")
  add_dependencies(${name} konbit)
  gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 600)
endfunction()
