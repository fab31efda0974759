#include "mapper/exchange/report_row.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include <cmath>

#include "mapper/exchange/report_photo.hpp"
#include "mapper/exchange/report_values.hpp"
#include "mapper/exchange/survey_text.hpp"
#include "mapper/journal/entry_codec.hpp"
#include "mapper/query/fold.hpp"

namespace konbit {
namespace {

using F = ReportField;

constexpr std::size_t kMostTextBytes = 8'000;  // of the journal's payloads
constexpr std::size_t kMostNameBytes = 200;
constexpr UnixSeconds kFutureSlack = 300;          // phones' clocks differ by minutes
constexpr UnixSeconds kClockWasSet = 946'684'800;  // 2000-01-01: before it a clock was never set

}  // namespace

ReportRowReader::ReportRowReader(const ReportColumns& columns,
                                 const std::vector<std::string>& heading,
                                 const ReportFileOptions& options, std::filesystem::path folder,
                                 bool answers)
    : columns_{columns},
      heading_{heading},
      options_{options},
      folder_{std::move(folder)},
      answers_{answers},
      passable_is_negative_{asks_for_bad_news(heading_of(F::passable))} {}

std::optional<ReportRow> ReportRowReader::read(const SurveyRow& row) {
    row_ = &row;
    refused_ = false;
    wrong_ = {};
    if (!row.problem.empty()) {
        refuse_row(row.problem);
        return std::nullopt;
    }
    ReportRow made;
    made.row = row.row;
    made.report.source = columns_.kind;
    read_place(made);
    read_time(made.report);
    read_words(made);
    read_names(made.report);
    read_photo(made);
    if (refused_) return std::nullopt;
    made.report.source_value = verbatim();
    made.report.source_id = source_id();
    return made;
}

std::string_view ReportRowReader::cell(F field) const {
    const auto& column = columns_[field];
    if (!column || *column >= row_->cells.size()) return {};
    return cell_text(row_->cells[*column]);
}

std::string_view ReportRowReader::heading_of(F field) const {
    const auto& column = columns_[field];
    return column ? std::string_view{heading_[*column]} : to_string(field);
}

/// The first thing that is wrong is told.
void ReportRowReader::refuse(F field, std::string_view why) {
    if (refused_) return;
    refuse_row(why);
    wrong_.column = shown_value(heading_of(field));
    wrong_.value = shown_value(cell(field));
}

void ReportRowReader::refuse_row(std::string_view why) {
    refused_ = true;
    wrong_.row = row_->row;
    wrong_.id = shown_value(cell(F::id));
    wrong_.why = why;
}

template <class Word, class Parse>
std::optional<Word> ReportRowReader::word(F field, Parse parse, std::string_view choices) {
    const auto raw = cell(field);
    if (raw.empty()) return std::nullopt;
    const auto folded = raw.size() <= kMostNameBytes ? fold(raw) : std::string{};
    // Folding drops signs: "-1" is no 1, and "open?" is no "open".
    const bool number = folded.size() == 1 && folded[0] >= '0' && folded[0] <= '9';
    const bool doubtful = (number && raw != folded) || raw.find('?') != std::string_view::npos;
    std::optional<Word> said;
    if (!doubtful) said = parse(folded);
    if (!said) refuse(field, fmt::format("one of: {}", choices));
    return said;
}

std::string ReportRowReader::text(F field) {
    const auto raw = cell(field);
    if (raw.size() > kMostTextBytes) {
        refuse(field, fmt::format("at most {} bytes; it has {}", kMostTextBytes, raw.size()));
        return {};
    }
    std::string clean;
    for (const char c : raw) {
        if (c == '\r') continue;
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        clean += control && c != '\n' && c != '\t' ? ' ' : c;
    }
    return clean;
}

std::string ReportRowReader::name(F field) {
    if (cell(field).size() > kMostNameBytes) {
        refuse(field, fmt::format("at most {} bytes", kMostNameBytes));
        return {};
    }
    return shown_value(cell(field), kMostNameBytes);
}

std::optional<std::uint32_t> ReportRowReader::count(F field) {
    const auto raw = cell(field);
    if (raw.empty()) return std::nullopt;
    std::uint32_t value = 0;
    const auto read = std::from_chars(raw.data(), raw.data() + raw.size(), value);
    if (read.ec == std::errc{} && read.ptr == raw.data() + raw.size() && value <= 10'000'000) {
        return value;
    }
    refuse(field, "a whole number up to 10,000,000");
    return std::nullopt;
}

void ReportRowReader::read_place(ReportRow& into) {
    auto& at = into.report.about.at;
    std::string_view accuracy = cell(F::accuracy);
    auto accuracy_field = F::accuracy;
    if (columns_[F::position]) {
        const auto parts = parts_of(cell(F::position));
        if (parts.size() < 2 || parts.size() > 4) {
            refuse(F::position, "latitude, longitude, altitude and accuracy, parted by spaces");
            return;
        }
        read_pair(parts[0], F::position, parts[1], F::position, at);
        if (parts.size() == 4 && accuracy.empty()) {
            accuracy = parts[3];
            accuracy_field = F::position;
        }
    } else {
        read_pair(cell(F::latitude), F::latitude, cell(F::longitude), F::longitude, at);
    }
    if (accuracy.empty()) return;
    const auto metres = survey_number(accuracy);
    if (!metres || *metres < 0) refuse(accuracy_field, "an accuracy in metres");
    if (metres && *metres > 0) into.accuracy_m = metres;  // 0: set by hand on the phone's map
}

void ReportRowReader::read_pair(std::string_view latitude, F latitude_field,
                                std::string_view longitude, F longitude_field, Location& into) {
    const auto lat = survey_number(latitude);
    if (!lat || std::abs(*lat) > 90) {
        refuse(latitude_field, "a latitude in degrees between -90 and 90");
        return;
    }
    const auto lon = survey_number(longitude);
    if (!lon || std::abs(*lon) > 180) {
        refuse(longitude_field, "a longitude in degrees between -180 and 180");
        return;
    }
    if (*lat == 0 && *lon == 0) {
        refuse(latitude_field, "a place; 0, 0 is what a phone writes that does not know its own");
        return;
    }
    into = location_from_degrees(*lon, *lat);
}

void ReportRowReader::read_time(Report& into) {
    if (cell(F::time).empty() && options_.observed) {
        into.observed = *options_.observed;
        return;
    }
    const auto time = parse_survey_time(cell(F::time), options_.zone_minutes);
    if (!time) {
        refuse(F::time, "a time with its zone, such as 2026-03-13T06:34-04:00");
    } else if (*time > options_.now + kFutureSlack) {
        refuse(F::time, fmt::format("not later than now, {}", to_iso8601(options_.now)));
    } else if (*time < kClockWasSet) {
        refuse(F::time, "after the year 2000: the phone's clock was not set");
    } else {
        into.observed = *time;
    }
}

std::optional<SaidThing> ReportRowReader::thing() {
    if (!cell(F::what).empty()) {
        if (answers_) return word<SaidThing>(F::what, said_thing, kThingChoices);
        return said_thing(fold(cell(F::what).substr(0, kMostNameBytes))).value_or(SaidThing{});
    }
    // Then it speaks of what it answers.
    if (!cell(F::state).empty()) {
        refuse(F::what, fmt::format("needed beside a state; one of: {}", kThingChoices));
    }
    if (!cell(F::passable).empty()) return SaidThing{ReportedThing::road, ""};
    if (!cell(F::grade).empty()) return SaidThing{ReportedThing::building, ""};
    return SaidThing{};
}

void ReportRowReader::read_words(ReportRow& row) {
    const auto said = thing();
    if (!said) return;
    row.of_bridge = said->thing == ReportedThing::bridge;
    auto& into = row.report;
    into.how = word<Method>(F::how, said_method, kMethodChoices).value_or(options_.how);
    into.grade = word<Grade>(F::grade, said_grade, kGradeChoices);
    into.passability = word<Passability>(F::passable, said_passability, kPassabilityChoices);
    if (passable_is_negative_ && is_yes_or_no(fold(cell(F::passable).substr(0, kMostNameBytes)))) {
        refuse(F::passable, fmt::format("in a column of this name not yes or no but one of: {}",
                                        kPassabilityChoices));
    }
    into.people = count(F::people);
    into.capacity = count(F::capacity);
    const auto item = cell(F::item);
    const auto known = said_thing(fold(item.substr(0, kMostNameBytes)));
    into.what = known && !known->item.empty() ? std::string{known->item} : name(F::item);
    if (into.what.empty()) into.what = said->item;
    read_state(into, said->thing);
    choose_kind(into, said->thing);
    // That somebody does not know says nothing.
    if (into.grade == Grade::unknown) into.grade.reset();
    if (into.passability == Passability::unknown) into.passability.reset();
    if (into.status == ShelterStatus::unknown) into.status.reset();
}

/// What `state` means depends on what it is the state of.
void ReportRowReader::read_state(Report& into, ReportedThing thing) {
    if (cell(F::state).empty()) return;
    switch (thing) {
        case ReportedThing::shelter:
            into.status = word<ShelterStatus>(F::state, said_shelter_status, kShelterChoices);
            break;
        case ReportedThing::water:
        case ReportedThing::need:
            into.met = word<bool>(F::state, said_met, kMetChoices).value_or(false);
            break;
        case ReportedThing::road:
        case ReportedThing::bridge:
            if (into.passability) break;
            into.passability = word<Passability>(F::state, said_passability, kPassabilityChoices);
            break;
        case ReportedThing::building:
            if (into.grade) break;
            into.grade = word<Grade>(F::state, said_grade, kGradeChoices);
            break;
        case ReportedThing::hazard:
        case ReportedThing::note:
            break;  // kept verbatim
    }
}

/// One row is one report: of its two answers the kind follows the one that says where it belongs,
/// and the report carries both.
void ReportRowReader::choose_kind(Report& into, ReportedThing thing) const {
    const bool stops =
        into.passability == Passability::blocked || into.passability == Passability::restricted;
    const bool road = thing == ReportedThing::road || thing == ReportedThing::bridge;
    // "A house can be reached" opens no road; that one cannot be reached is kept.
    if (!road && !stops) into.passability.reset();
    switch (thing) {
        case ReportedThing::road:
            into.kind =
                into.grade && !into.passability ? ReportKind::damage : ReportKind::passability;
            break;
        case ReportedThing::bridge:
            into.kind = into.grade ? ReportKind::damage : ReportKind::passability;
            break;
        case ReportedThing::building:
            into.kind = ReportKind::damage;
            break;
        case ReportedThing::shelter:
            into.kind = ReportKind::shelter;
            break;
        case ReportedThing::water:
            // A tap that nobody says more of is no need.
            into.kind = cell(F::state).empty() ? ReportKind::note : ReportKind::need;
            break;
        case ReportedThing::need:
            into.kind = ReportKind::need;
            break;
        case ReportedThing::hazard:
            into.kind = stops ? ReportKind::passability : ReportKind::hazard;
            break;
        case ReportedThing::note:
            into.kind = stops        ? ReportKind::passability
                        : into.grade ? ReportKind::damage
                                     : ReportKind::note;
            break;
    }
    const bool named = into.kind == ReportKind::need || into.kind == ReportKind::hazard;
    if (named && into.what.empty()) into.what = "other";
}

void ReportRowReader::read_names(Report& into) {
    into.name = name(F::name);
    into.witness = name(F::witness);
    into.text = text(F::text);
    static_cast<void>(name(F::id));
}

void ReportRowReader::read_photo(ReportRow& into) {
    const auto name = cell(F::photo);
    if (name.empty()) return;
    if (!is_photo_name(name)) {
        refuse(F::photo, "the name of a file, without a folder");
        return;
    }
    const auto found = find_photo(folder_, std::string{name}, std::string{cell(F::id)});
    if (found)
        into.photos.push_back(*found);
    else
        into.missing_photos.emplace_back(name);
}

/// What the row answered, word for word: "what: bridge; passable: no".
std::string ReportRowReader::verbatim() const {
    std::string all;
    for (const auto field : {F::what, F::state, F::passable, F::grade, F::how, F::item}) {
        if (cell(field).empty()) continue;
        if (!all.empty()) all += "; ";
        all += fmt::format("{}: {}", to_string(field), shown_value(cell(field), kMostNameBytes));
    }
    return all;
}

/// The same statement has the same name on every laptop. A survey's UUID is one in the world,
/// whichever tool exported it; other numbers (1, 2, 3 in every table) are none without the row's
/// content.
std::string ReportRowReader::source_id() const {
    auto id = cell(F::id);
    if (id.starts_with("uuid:")) id.remove_prefix(5);
    if (is_uuid(id)) return "uuid:" + lower_ascii(id);
    return fmt::format("{}:{}", lower_ascii(columns_.kind), content());
}

std::string ReportRowReader::content() const {
    std::string all;
    for (const auto& column : columns_.index) {
        const auto text = column && *column < row_->cells.size() ? cell_text(row_->cells[*column])
                                                                 : std::string_view{};
        all += fmt::format("{}:", text.size());
        all += text;
    }
    constexpr std::size_t kEnough = 32;
    return to_hex(digest_of(all)).substr(0, kEnough);
}

}  // namespace konbit
