#include <array>

#include <fmt/format.h>

#include "mapper/exchange/export.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

using Type = Column::Type;

constexpr std::array kReportColumns{
    Column{"kind"},
    Column{"name"},
    Column{"how"},
    Column{"observed"},
    Column{"grade"},
    Column{"passability"},
    Column{"limits"},
    Column{"status"},
    Column{"capacity", Type::integer},
    Column{"people", Type::integer},
    Column{"what"},
    Column{"met", Type::boolean},
    Column{"text"},
    Column{"about"},
    Column{"used", Type::boolean},
    Column{"certainty"},
    Column{"disputed", Type::boolean},
    Column{"unverified", Type::boolean},
    Column{"recheck", Type::boolean},
    Column{"reason"},
    Column{"confirmed_by", Type::integer},
    Column{"disputed_by", Type::integer},
    Column{"source"},
    Column{"source_id"},
    Column{"source_value"},
    Column{"photos", Type::list},
    Column{"audience"},
    Column{"witness"},
    Column{"device"},
    Column{"photo_positions", Type::list},
};

/// Texts that no answer holds as such; they last until the thread's next call.
struct Scratch {
    std::string observed, limits, about, device;
    std::vector<std::string> photos, positions;
};
Scratch& scratch() {
    thread_local Scratch texts;
    return texts;
}

Value text_or_null(std::string_view text) {
    return text.empty() ? Value{} : Value{text};
}
Value number_or_null(const std::optional<std::uint32_t>& number) {
    return number ? Value{std::int64_t{*number}} : Value{};
}
template <class Word>
Value word_or_null(const std::optional<Word>& word) {
    return word ? Value{to_string(*word)} : Value{};
}

void fill_scratch(const FoundReport& found) {
    auto& texts = scratch();
    const auto& report = found.report;
    texts.observed = to_iso8601(report.observed);
    texts.limits = limits_text(report.limits);
    texts.about = report.about.object ? to_string(*report.about.object) : std::string{};
    texts.device = short_id(found.device);
    texts.photos.clear();
    texts.positions.clear();
    for (const auto& photo : report.photos) {
        texts.photos.push_back(to_hex(photo.file) + "." + photo.type);
        if (photo.at) texts.positions.push_back(location_text(*photo.at));
    }
}

void add_what_it_says(const Report& report, std::vector<Value>& into) {
    const auto& texts = scratch();
    into.push_back(to_string(report.kind));
    into.push_back(text_or_null(report.name));
    into.push_back(to_string(report.how));
    into.push_back(std::string_view{texts.observed});
    into.push_back(word_or_null(report.grade));
    into.push_back(word_or_null(report.passability));
    into.push_back(text_or_null(texts.limits));
    into.push_back(word_or_null(report.status));
    into.push_back(number_or_null(report.capacity));
    into.push_back(number_or_null(report.people));
    into.push_back(text_or_null(report.what));
    into.push_back(report.kind == ReportKind::need ? Value{report.met} : Value{});
    into.push_back(text_or_null(report.text));
    into.push_back(text_or_null(texts.about));
}

void add_what_it_counts(const FoundReport& found, std::vector<Value>& into) {
    into.push_back(found.used);
    into.push_back(to_string(found.certainty));
    into.push_back(found.doubt.disputed);
    into.push_back(found.doubt.unverified);
    into.push_back(found.doubt.recheck);
    into.push_back(text_or_null(found.reason));
    into.push_back(static_cast<std::int64_t>(found.confirmed));
    into.push_back(static_cast<std::int64_t>(found.disputed));
}

}  // namespace

std::span<const Column> report_columns() noexcept {
    return kReportColumns;
}

std::string report_id(const EntryId& entry) {
    return "report/" + short_id(entry);
}

void fill_values(const FoundReport& found, Audience audience, std::vector<Value>& into) {
    fill_scratch(found);
    const auto& texts = scratch();
    const auto& report = found.report;
    into.clear();
    add_what_it_says(report, into);
    add_what_it_counts(found, into);
    into.push_back(text_or_null(report.source));
    into.push_back(text_or_null(report.source_id));
    into.push_back(text_or_null(report.source_value));
    into.push_back(std::span<const std::string>{texts.photos});
    into.push_back(to_string(found.audience));
    if (audience != Audience::team) {
        into.insert(into.end(), 3, Value{});
        return;
    }
    into.push_back(text_or_null(report.witness));
    into.push_back(std::string_view{texts.device});
    into.push_back(std::span<const std::string>{texts.positions});
}

}  // namespace konbit
