#include <algorithm>
#include <array>
#include <limits>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/json_reader.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostTextBytes = 8'000;
constexpr std::size_t kMostPhotos = 32;
constexpr double kMostLimit = 10'000;  // metres or tonnes
constexpr auto kMost64 = std::numeric_limits<std::int64_t>::max();
constexpr auto kMost32 = std::numeric_limits<std::uint32_t>::max();

template <class T>
T sound(const std::optional<T>& value, std::string_view why) {
    if (!value) JsonReader::refuse(why);
    return *value;
}

std::string text(JsonReader& json) {
    return json.text(kMostTextBytes);
}
UnixSeconds time(JsonReader& json) {
    return json.integer(kFirstSecond, kLastSecond);
}
std::uint32_t count(JsonReader& json) {
    return static_cast<std::uint32_t>(json.integer(0, kMost32));
}
Digest digest(JsonReader& json) {
    return sound(parse_digest(json.word()), "a hash is none");
}
Method method(JsonReader& json) {
    return sound(parse_method(json.word()), "nobody knows how it was seen");
}

void salt(JsonReader& json) {
    const auto word = json.word();
    const bool hex = std::ranges::all_of(
        word, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (word.size() != 32 || !hex) JsonReader::refuse("its salt is none");
}

std::array<std::int64_t, 2> pair(JsonReader& json) {
    std::array<std::int64_t, 2> values{};
    std::size_t n = 0;
    json.array([&] {
        const auto value = json.integer(-kMost64, kMost64);
        if (n == 2) JsonReader::refuse("a pair has more than two numbers");
        values[n++] = value;
    });
    if (n != 2) JsonReader::refuse("a pair has less than two numbers");
    return values;
}

Location location(JsonReader& json) {
    const auto [lon, lat] = pair(json);
    if (lon < -Location::kMaxLon_e7 || lon > Location::kMaxLon_e7 || lat < -Location::kMaxLat_e7 ||
        lat > Location::kMaxLat_e7) {
        JsonReader::refuse("a location lies outside the world");
    }
    return {static_cast<std::int32_t>(lon), static_cast<std::int32_t>(lat)};
}

NodeSpan node_span(JsonReader& json) {
    const auto [from, to] = pair(json);
    return {from, to};
}

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
            note.at = location(json);
        else if (key == "file")
            note.file = digest(json);
        else if (key == "taken")
            note.taken = time(json);
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
            found.name = text(json);
        else if (key == "version")
            found.version = count(json);
        else
            json.skip();
    });
    return found;
}

// What a report says; false: no such field.
bool read_statement(JsonReader& json, std::string_view key, Report& report) {
    if (key == "capacity")
        report.capacity = count(json);
    else if (key == "grade")
        report.grade = sound(parse_grade(json.word()), "its grade is unknown");
    else if (key == "limits")
        report.limits = limits(json);
    else if (key == "met")
        report.met = json.boolean();
    else if (key == "name")
        report.name = text(json);
    else if (key == "passability") {
        report.passability = sound(parse_passability(json.word()), "its passability is unknown");
    } else if (key == "people")
        report.people = count(json);
    else if (key == "photos")
        report.photos = photos(json);
    else if (key == "status") {
        report.status = sound(parse_shelter_status(json.word()), "its status is unknown");
    } else if (key == "text")
        report.text = text(json);
    else if (key == "what")
        report.what = text(json);
    else
        return false;
    return true;
}

// Of what, by whom, when, from where; false: no such field.
bool read_circumstance(JsonReader& json, std::string_view key, Report& report) {
    if (key == "at")
        report.about.at = location(json);
    else if (key == "how")
        report.how = method(json);
    else if (key == "kind") {
        report.kind = sound(parse_report_kind(json.word()), "its kind of report is unknown");
    } else if (key == "object") {
        report.about.object = sound(parse_object_id(json.word()), "its object is none");
    } else if (key == "observed")
        report.observed = time(json);
    else if (key == "product")
        report.product = product(json);
    else if (key == "source")
        report.source = text(json);
    else if (key == "source_id")
        report.source_id = text(json);
    else if (key == "source_value")
        report.source_value = text(json);
    else if (key == "span")
        report.about.span = node_span(json);
    else if (key == "witness")
        report.witness = text(json);
    else
        return false;
    return true;
}

Report read_report(JsonReader& json, bool& salted) {
    Report report;
    bool kind = false, observed = false;
    json.object([&](std::string_view key) {
        kind |= key == "kind";
        observed |= key == "observed";
        if (key == "salt")
            salted = (salt(json), true);
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

Judgement read_judgement(JsonReader& json, bool& salted) {
    Judgement judgement;
    json.object([&](std::string_view key) {
        if (key == "entry")
            judgement.entry = digest(json);
        else if (key == "how")
            judgement.how = method(json);
        else if (key == "observed")
            judgement.observed = time(json);
        else if (key == "salt")
            salted = (salt(json), true);
        else if (key == "text")
            judgement.text = text(json);
        else if (key == "witness")
            judgement.witness = text(json);
        else
            json.skip();
    });
    if (judgement.entry == EntryId{}) JsonReader::refuse("it does not say of which entry");
    return judgement;
}

DeviceNote read_device(JsonReader& json, bool& salted) {
    DeviceNote note;
    json.object([&](std::string_view key) {
        if (key == "device")
            note.device.bytes = digest(json).bytes;
        else if (key == "name")
            note.name = text(json);
        else if (key == "salt")
            salted = (salt(json), true);
        else
            json.skip();
    });
    if (note.device == DeviceKey{}) JsonReader::refuse("it does not say of which device");
    return note;
}

EventNote read_event(JsonReader& json, bool& salted) {
    EventNote note;
    bool at = false;
    json.object([&](std::string_view key) {
        if (key == "at")
            at = (note.at = time(json), true);
        else if (key == "glide")
            note.glide = text(json);
        else if (key == "kind")
            note.kind = text(json);
        else if (key == "salt")
            salted = (salt(json), true);
        else
            json.skip();
    });
    if (!at || note.kind.empty()) JsonReader::refuse("it does not say what happened when");
    return note;
}

Payload read(EntryKind kind, JsonReader& json, bool& salted) {
    switch (kind) {
        case EntryKind::event:
        case EntryKind::event_removed:
            return read_event(json, salted);
        case EntryKind::report:
            return read_report(json, salted);
        case EntryKind::confirm:
        case EntryKind::dispute:
        case EntryKind::withdraw:
        case EntryKind::redact:
            return read_judgement(json, salted);
        case EntryKind::accept:
        case EntryKind::revoke:
            return read_device(json, salted);
    }
    return std::monostate{};
}

}  // namespace

Payload decode_payload(EntryKind kind, std::string_view bytes) {
    if (bytes.size() > kMostPayloadBytes) JsonReader::refuse("it is too large");
    if (kind == EntryKind{} || kind > EntryKind::revoke) return std::monostate{};
    JsonReader json{bytes};
    bool salted = false;
    auto payload = read(kind, json, salted);
    json.end();
    if (!salted) JsonReader::refuse("it has no salt");
    return payload;
}

}  // namespace konbit
