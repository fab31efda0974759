#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/payload_fields.hpp"

namespace konbit {
namespace {

Judgement read_judgement(JsonReader& json, bool& salted) {
    Judgement judgement;
    json.object([&](std::string_view key) {
        if (key == "entry")
            judgement.entry = read_digest(json);
        else if (key == "how")
            judgement.how = read_method(json);
        else if (key == "observed")
            judgement.observed = read_time(json);
        else if (key == "salt")
            salted = (read_salt(json), true);
        else if (key == "text")
            judgement.text = read_text(json);
        else if (key == "witness")
            judgement.witness = read_text(json);
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
            note.device.bytes = read_digest(json).bytes;
        else if (key == "name")
            note.name = read_text(json);
        else if (key == "salt")
            salted = (read_salt(json), true);
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
            at = (note.at = read_time(json), true);
        else if (key == "glide")
            note.glide = read_text(json);
        else if (key == "kind")
            note.kind = read_text(json);
        else if (key == "salt")
            salted = (read_salt(json), true);
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
