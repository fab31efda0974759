#include "mapper/exchange/report_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "mapper/exchange/survey_text.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/fold.hpp"

namespace konbit {
namespace {

using F = ReportField;

/// Names of a field's column, folded, the best first. "*" before one: the end of a name will do.
struct FieldNames {
    F field;
    std::string_view word;
    std::string_view names;
};

// Not among them on purpose: `today` (a day is no time), `_submission_time` (when it was sent, days
// later perhaps: good news would look fresher than it is), names and telephone numbers of those
// asked. A person may still choose them.
constexpr std::array kFields{
    FieldNames{F::id, "id", "uuid|meta instanceid|instanceid|instance id|key|id"},
    FieldNames{F::time, "time",
               "observed|observation time|time of observation|observed at|seen at|date time|"
               "datetime|start|debut|inicio|komansman|end|fin|time|heure"},
    FieldNames{F::position, "position",
               "gps|location|geopoint|position|point|coordinates|coordonnees|localisation|"
               "ubicacion|coordenadas|lokalizasyon|geolocation"},
    FieldNames{F::latitude, "latitude", "latitude|lat|gps latitude|latitud|*latitude|*lat"},
    FieldNames{F::longitude, "longitude",
               "longitude|lon|lng|long|gps longitude|longitud|*longitude|*lon|*lng"},
    FieldNames{F::accuracy, "accuracy",
               "accuracy|precision|gps accuracy|gps precision|*accuracy|*precision"},
    FieldNames{F::what, "what",
               "what|kind|type|category|thing|object|report type|quoi|objet|categorie|kisa|kalite|"
               "que|tipo|categoria"},
    FieldNames{F::state, "state",
               "state|status|shelter status|water status|etat|statut|eta|estado|situation"},
    FieldNames{F::passable, "passable",
               "passable|passability|road passable|can pass|praticable|franchissable|passage|pasab|"
               "pasaj|transitable|transitabilidad"},
    FieldNames{F::grade, "grade",
               "grade|damage grade|damage level|damage|severity|degat|degats|dommages|"
               "niveau de degats|gravite|domaj|nivo domaj|dano|danos|nivel de dano"},
    FieldNames{F::how, "how", "how|how known|method|methode|comment sait on|kijan|metodo"},
    FieldNames{F::item, "item",
               "item|need|needs|need type|hazard|hazard type|besoin|besoins|danger|bezwen|danje|"
               "necesidad|necesidades|peligro"},
    FieldNames{F::people, "people",
               "people|persons|number of people|how many people|personnes|nombre de personnes|moun|"
               "kantite moun|personas|numero de personas"},
    FieldNames{F::capacity, "capacity", "capacity|capacite|kapasite|capacidad"},
    FieldNames{F::name, "name",
               "place name|name of place|site name|site|place|lieu|nom du lieu|non kote|lugar"},
    FieldNames{F::text, "text",
               "notes|note|text|comment|comments|remarks|description|remarque|remarques|"
               "commentaire|commentaires|observations|remak|not|nota|notas|observaciones|"
               "comentarios"},
    FieldNames{F::photo, "photo", "photo|picture|image|foto|imagen|photo 1"},
    FieldNames{F::witness, "witness",
               "reporter|witness|observer|enumerator|rapporteur|temoin|observateur|enqueteur|"
               "temwen|ankete|testigo|observador|encuestador|username|submitted by|submittername|"
               "deviceid|device id"}};
static_assert(kFields.size() == kReportFieldCount);

/// What Kobo adds itself begins with a line below; only these mean what their names say.
bool is_toolmade(std::string_view column) {
    if (!column.starts_with('_')) return false;
    for (const std::string_view known : {"_uuid", "_id", "_submitted_by"}) {
        if (column == known) return false;
    }
    for (const std::string_view part : {"_latitude", "_longitude", "_precision", "_accuracy"}) {
        if (column.ends_with(part)) return false;
    }
    return true;
}

/// The ways to read a heading, the best first: whole, without its groups (Kobo "group/name", ODK
/// "group-name").
std::vector<std::string> readings(const std::string& column) {
    std::vector<std::string> all{fold(column)};
    for (const std::string_view separators : {"/:", "/:.-"}) {
        const auto end = column.find_last_of(separators);
        if (end != std::string::npos) all.push_back(fold(std::string_view{column}.substr(end + 1)));
    }
    return all;
}

constexpr std::size_t kNoFit = std::numeric_limits<std::size_t>::max();

/// 0 is best.
std::size_t fit(const std::vector<std::string>& read, std::string_view names) {
    std::size_t rank = 0;
    while (!names.empty()) {
        const auto end = names.find('|');
        auto name = names.substr(0, end);
        names = end == std::string_view::npos ? "" : names.substr(end + 1);
        const bool ending = name.starts_with('*');
        if (ending) name.remove_prefix(1);
        for (std::size_t way = 0; way < read.size(); ++way, ++rank) {
            const std::string_view text = read[way];
            if (text == name) return rank;
            if (ending && text.ends_with(name) && text.size() > name.size() &&
                text[text.size() - name.size() - 1] == ' ') {
                return rank;
            }
        }
        rank += 3 - read.size();
    }
    return kNoFit;
}

/// "gps latitude" and "gps longitude" belong together.
std::string_view without_last_word(std::string_view folded) {
    const auto end = folded.rfind(' ');
    return end == std::string_view::npos ? "" : folded.substr(0, end);
}

class ColumnGuess {
public:
    ColumnGuess(const std::vector<std::string>& heading, const std::string& where)
        : heading_{heading}, where_{where} {
        for (const auto& column : heading) {
            read_.push_back(is_toolmade(column) || column.size() > 1000 ? std::vector<std::string>{}
                                                                        : readings(column));
        }
    }

    void choose(F field, const std::string& column) {
        decided_[static_cast<std::size_t>(field)] = true;
        if (column.empty()) return;
        const auto found = std::find(heading_.begin(), heading_.end(), column);
        if (found == heading_.end()) {
            throw UsageError{"There is no such column", where_,
                             fmt::format("--map {}={}", to_string(field), column),
                             fmt::format("Its columns are: {}", names_of_columns())};
        }
        take(field, static_cast<std::size_t>(found - heading_.begin()), true, "");
    }

    void guess(const FieldNames& wanted) {
        if (decided_[static_cast<std::size_t>(wanted.field)]) return;
        std::size_t best = kNoFit, column = 0;
        std::string doubt;
        for (std::size_t i = 0; i < heading_.size(); ++i) {
            if (taken_by_person(i)) continue;
            auto rank = fit(read_[i], wanted.names);
            if (rank == kNoFit || !belongs(wanted.field, i)) continue;
            if (rank == best) doubt = another(wanted.field, i);
            if (rank >= best) continue;
            best = rank;
            column = i;
            doubt.clear();
        }
        if (best != kNoFit) take(wanted.field, column, false, std::move(doubt));
    }

    ReportColumns finish() {
        for (std::size_t i = 0; i < heading_.size(); ++i) {
            const auto& all = columns_.index;
            if (std::find(all.begin(), all.end(), i) == all.end() && !heading_[i].empty()) {
                columns_.others.push_back(heading_[i]);
            }
        }
        const auto by_field = [](const auto& a, const auto& b) { return a.field < b.field; };
        std::sort(columns_.guessed.begin(), columns_.guessed.end(), by_field);
        columns_.kind = kind();
        return std::move(columns_);
    }

    [[nodiscard]] bool has(F field) const { return columns_[field].has_value(); }
    [[nodiscard]] bool chosen(F field) const {
        return decided_[static_cast<std::size_t>(field)] && has(field);
    }
    void drop(F field) {
        columns_.index[static_cast<std::size_t>(field)].reset();
        std::erase_if(columns_.guessed, [&](const auto& one) { return one.field == field; });
    }

    [[nodiscard]] std::string names_of_columns() const {
        std::string all;
        for (const auto& column : heading_) {
            if (all.size() > 1000) return all + ", …";
            if (!all.empty()) all += ", ";
            all += shown_value(column);
        }
        return all;
    }

private:
    void take(F field, std::size_t column, bool by_person, std::string doubt) {
        columns_.index[static_cast<std::size_t>(field)] = column;
        columns_.guessed.push_back({field, heading_[column], by_person, std::move(doubt)});
    }
    [[nodiscard]] bool taken_by_person(std::size_t column) const {
        for (std::size_t field = 0; field < kReportFieldCount; ++field) {
            if (decided_[field] && columns_.index[field] == column) return true;
        }
        return false;
    }
    /// Longitude and accuracy are those of the latitude that was found before them.
    [[nodiscard]] bool belongs(F field, std::size_t column) const {
        if (field != F::longitude && field != F::accuracy) return true;
        const auto& latitude = columns_[F::latitude];
        if (!latitude) return true;
        return without_last_word(fold(heading_[column])) ==
               without_last_word(fold(heading_[*latitude]));
    }
    [[nodiscard]] std::string another(F field, std::size_t column) const {
        return fmt::format("'{}' could be meant, too (--map {}=…)", shown_value(heading_[column]),
                           to_string(field));
    }
    [[nodiscard]] bool any_of(std::initializer_list<std::string_view> names) const {
        return std::any_of(heading_.begin(), heading_.end(), [&](const auto& column) {
            return std::find(names.begin(), names.end(), column) != names.end();
        });
    }
    [[nodiscard]] std::string kind() const {
        if (any_of({"_uuid", "_submission_time", "_submitted_by", "_validation_status"})) {
            return "Kobo";
        }
        if (any_of({"KEY", "meta-instanceID", "meta/instanceID", "meta:instanceID",
                    "SubmissionDate"})) {
            return "ODK";
        }
        return "CSV";
    }

    const std::vector<std::string>& heading_;
    const std::string& where_;
    std::vector<std::vector<std::string>> read_;  ///< empty: of no meaning to us
    std::array<bool, kReportFieldCount> decided_{};
    ReportColumns columns_;
};

[[noreturn]] void no_column(const ColumnGuess& guess, const std::string& where,
                            std::string_view what, std::string_view advice) {
    throw DataError{"The reports cannot be taken in", where,
                    fmt::format("no column is known as {}", what),
                    fmt::format("{} Its columns are: {}", advice, guess.names_of_columns())};
}

}  // namespace

ReportColumns guess_columns(const std::vector<std::string>& heading,
                            const std::map<ReportField, std::string>& chosen, bool time_is_given,
                            const std::string& where) {
    ColumnGuess guess{heading, where};
    for (const auto& [field, column] : chosen) guess.choose(field, column);
    for (const auto& names : kFields) guess.guess(names);

    const bool both = guess.has(F::latitude) && guess.has(F::longitude);
    if (guess.chosen(F::position) || !both) {
        guess.drop(F::latitude);
        guess.drop(F::longitude);
    } else {
        guess.drop(F::position);  // the same once more
    }
    if (!both && !guess.has(F::position)) {
        no_column(guess, where, "latitude and longitude",
                  "Say --map latitude=COLUMN --map longitude=COLUMN, or --map position=COLUMN.");
    }
    if (!guess.has(F::time) && !time_is_given) {
        no_column(guess, where, "the time when it was seen",
                  "Say --map time=COLUMN: when it was seen, not when it was sent.");
    }
    return guess.finish();
}

std::string_view to_string(ReportField field) noexcept {
    return kFields[static_cast<std::size_t>(field)].word;
}

std::optional<ReportField> parse_report_field(std::string_view word) noexcept {
    for (const auto& field : kFields) {
        if (field.word == word) return field.field;
    }
    return std::nullopt;
}

std::string report_field_words() {
    std::string all;
    for (const auto& field : kFields) {
        if (!all.empty()) all += ", ";
        all += field.word;
    }
    return all;
}

}  // namespace konbit
