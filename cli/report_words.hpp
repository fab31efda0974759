#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mapper/journal/entry.hpp"

namespace CLI {
class App;
}

namespace konbit {

/// The options of `report` as typed.
struct ReportWords {
    bool seen = false, heard = false, imagery = false, met = false;
    std::string grade, passability, status, what, name, text, witness, at;
    std::string height, weight, width, length;
    std::string capacity, people;
    std::string audience = "team";
    std::vector<std::string> photos;
};
void add_report_words(CLI::App& app, ReportWords& into);

/// KIND; UsageError naming the nearest.
[[nodiscard]] ReportKind read_report_kind(const std::string& word);
/// --seen, --heard or --imagery: exactly one.
[[nodiscard]] Method read_method(const ReportWords& words);
/// --at; `now` without it. UsageError if it lies more than ten minutes ahead.
[[nodiscard]] UnixSeconds read_observed(const std::string& text, UnixSeconds now);
/// A text that goes into an entry: at most 8,000 bytes.
[[nodiscard]] const std::string& read_entry_text(std::string_view option, const std::string& text);
/// All but what it is about and its photos. UsageError for what is missing or does not belong to
/// its kind.
[[nodiscard]] Report read_report(ReportKind kind, const ReportWords& words, UnixSeconds now);

}  // namespace konbit
