#pragma once

#include <string>
#include <string_view>

namespace konbit {

/// Text from a map or a person made fit for a terminal and for one line: no control characters
/// (C0, C1), line separators or bidirectional overrides; broken UTF-8 becomes U+FFFD.
[[nodiscard]] std::string plain(std::string_view text);

/// A line of an answer for people, on stdout. Goes through `plain` once more.
void print_line(std::string_view line);
/// Ready text (JSON, help), on stdout as it is.
void print_raw(std::string_view text);
/// A line besides the answer, on stderr.
void print_notice(std::string_view line);
/// "konbit: MESSAGE", on stderr, after whatever was printed before.
void print_error(std::string_view message);
/// Hands buffered answers to the system; DataError if it does not take them (a full disk).
void flush_output();

}  // namespace konbit
