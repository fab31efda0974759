#include "mapper/journal/payload_fields.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostPhotos = 32;
constexpr double kMostLimit = 10'000;  // metres or tonnes

Limits limits(JsonReader& json) {
    Limits found;
    const auto limit = [&] {
        const double value = json.real();
        if (value < 0 || value > kMostLimit) JsonReader::refuse("a limit is impossible");
        return value;
    };
    json.object([&](std::string_view key) {
        if (key == "axle_load_t")
            found.axle_load_t = limit();
        else if (key == "height_m")
            found.height_m = limit();
        else if (key == "length_m")
            found.length_m = limit();
        else if (key == "weight_t")
            found.weight_t = limit();
        else if (key == "width_m")
            found.width_m = limit();
        else
            json.skip();
    });
    return found;
}

PhotoNote photo(JsonReader& json) {
    PhotoNote note;
    json.object([&](std::string_view key) {
        if (key == "at")
            note.at = read_location(json);
        else if (key == "file")
            note.file = read_digest(json);
        else if (key == "taken")
            note.taken = read_time(json);
        else if (key == "type")
            note.type = json.word();
        else
            json.skip();
    });
    constexpr std::array<std::string_view, 4> kTypes{"jpeg", "png", "heic", "webp"};
    if (std::ranges::find(kTypes, note.type) == kTypes.end() || note.file == Digest{}) {
        JsonReader::refuse("a photo has no name or an unknown type");
    }
    return note;
}

std::vector<PhotoNote> photos(JsonReader& json) {
    std::vector<PhotoNote> notes;
    json.array([&] {
        if (notes.size() == kMostPhotos) JsonReader::refuse("it has too many photos");
        notes.push_back(photo(json));
    });
    return notes;
}

Product product(JsonReader& json) {
    Product found;
    json.object([&](std::string_view key) {
        if (key == "name")
            found.name = read_text(json);
        else if (key == "version")
            found.version = read_count(json);
        else
            json.skip();
    });
    return found;
}

// What a report says; false: no such field.
bool read_statement(JsonReader& json, std::string_view key, Report& report) {
    if (key == "capacity")
        report.capacity = read_count(json);
    else if (key == "grade")
        report.grade = sound(parse_grade(json.word()), "its grade is unknown");
    else if (key == "limits")
        report.limits = limits(json);
    else if (key == "met")
        report.met = json.boolean();
    else if (key == "name")
        report.name = read_text(json);
    else if (key == "passability") {
        report.passability = sound(parse_passability(json.word()), "its passability is unknown");
    } else if (key == "people")
        report.people = read_count(json);
    else if (key == "photos")
        report.photos = photos(json);
    else if (key == "status") {
        report.status = sound(parse_shelter_status(json.word()), "its status is unknown");
    } else if (key == "text")
        report.text = read_text(json);
    else if (key == "what")
        report.what = read_text(json);
    else
        return false;
    return true;
}

// Of what, by whom, when, from where; false: no such field.
bool read_circumstance(JsonReader& json, std::string_view key, Report& report) {
    if (key == "at")
        report.about.at = read_location(json);
    else if (key == "how")
        report.how = read_method(json);
    else if (key == "kind") {
        report.kind = sound(parse_report_kind(json.word()), "its kind of report is unknown");
    } else if (key == "object") {
        report.about.object = sound(parse_object_id(json.word()), "its object is none");
    } else if (key == "observed")
        report.observed = read_time(json);
    else if (key == "product")
        report.product = product(json);
    else if (key == "source")
        report.source = read_text(json);
    else if (key == "source_id")
        report.source_id = read_text(json);
    else if (key == "source_value")
        report.source_value = read_text(json);
    else if (key == "span")
        report.about.span = read_node_span(json);
    else if (key == "witness")
        report.witness = read_text(json);
    else
        return false;
    return true;
}

}  // namespace

Report read_report(JsonReader& json, bool& salted) {
    Report report;
    bool kind = false, observed = false;
    json.object([&](std::string_view key) {
        kind |= key == "kind";
        observed |= key == "observed";
        if (key == "salt")
            salted = (read_salt(json), true);
        else if (!read_circumstance(json, key, report) && !read_statement(json, key, report)) {
            json.skip();
        }
    });
    if (!kind || !observed) JsonReader::refuse("it does not say what was seen when");
    if (!report.about.at.valid()) JsonReader::refuse("it has no place");
    if (report.about.span &&
        (!report.about.object || report.about.object->type != ObjectType::way)) {
        JsonReader::refuse("it has a stretch, but of no way");
    }
    return report;
}

}  // namespace konbit
