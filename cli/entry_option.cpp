#include "cli/entry_option.hpp"

#include <fmt/format.h>

#include "cli/entry_text.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::size_t kFewestDigits = 4;

bool is_hex(std::string_view text) noexcept {
    return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string lowered(std::string text) {
    for (auto& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

std::string described(const Map& map, const EntryId& id) {
    const auto entry = map.journal_to_read().entry(id);
    return entry ? fmt::format("{} ({})", short_id(id), entry_text(map, *entry)) : short_id(id);
}

}  // namespace

Entry find_entry(const Map& map, const std::string& typed) {
    const auto prefix = lowered(typed);
    if (!is_hex(prefix) || prefix.size() < kFewestDigits || prefix.size() > 64) {
        throw UsageError{
            "This is no entry's name", typed,
            fmt::format("a name begins with at least {} of the digits 0-9 and a-f", kFewestDigits),
            "See the names with konbit log"};
    }
    const auto found = map.journal_to_read().named(prefix);
    auto entry = found.size() == 1 ? map.journal_to_read().entry(found.front()) : std::nullopt;
    if (entry) return *std::move(entry);
    if (found.size() < 2) {
        throw UsageError{"There is no such entry", typed, "no entry of this map begins so",
                         "See the entries with konbit log"};
    }
    std::vector<std::string> list;
    for (const auto& id : found) list.push_back(described(map, id));
    throw UsageError{"The entry is not clear", typed,
                     fmt::format("these begin so: {}", fmt::join(list, "; ")), "Give more digits"};
}

const Report& report_in(const Entry& entry) {
    if (const auto* report = std::get_if<Report>(&entry.payload)) return *report;
    throw UsageError{"This entry is no report", short_id(entry.id),
                     entry.redacted ? "it was redacted" : "it says nothing of a place",
                     "See the reports with konbit log"};
}

bool is_withdrawn(const Map& map, const Entry& entry) {
    bool withdrawn = false;
    map.journal_to_read().for_each(0, [&](const Entry& other) {
        const auto* judgement = std::get_if<Judgement>(&other.payload);
        withdrawn = withdrawn || (other.head.kind == EntryKind::withdraw && judgement != nullptr &&
                                  judgement->entry == entry.id &&
                                  other.head.chain.device == entry.head.chain.device);
    });
    return withdrawn;
}

}  // namespace konbit
