#include "mapper/exchange/osm_pbf_writer.hpp"

#include <array>
#include <numeric>
#include <system_error>

#include <osmium/builder/osm_object_builder.hpp>
#include <osmium/io/pbf_output.hpp>
#include <osmium/io/writer.hpp>

#include "mapper/store/atomic_file.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::size_t kBufferBytes = 1u << 20;

/// Which metadata any object of the extract has: what none has is not written as zeros.
osmium::metadata_options metadata_of(const BaseMap& base) {
    bool version = false, timestamp = false, changeset = false, uid = false, user = false;
    base.for_each_object([&](const Object& object) {
        version = version || object.meta.version != 0;
        timestamp = timestamp || object.meta.timestamp_s != 0;
        changeset = changeset || object.meta.changeset != 0;
        uid = uid || object.meta.uid != 0;
        user = user || !object.meta.user.empty();
    });
    std::string list;
    const auto add = [&](bool present, const char* name) {
        if (present) list += (list.empty() ? "" : "+") + std::string{name};
    };
    add(version, "version");
    add(timestamp, "timestamp");
    add(changeset, "changeset");
    add(uid, "uid");
    add(user, "user");
    return osmium::metadata_options{list.empty() ? "none" : list};
}

osmium::io::Header header_of(const BaseMap& base) {
    const auto summary = base.summary();
    osmium::io::Header header;
    header.set("generator", "Konbit");
    header.set("sorting", "Type_then_ID");
    if (summary.data_timestamp > 0 && summary.data_timestamp <= UINT32_MAX) {
        header.set("osmosis_replication_timestamp", to_iso8601(summary.data_timestamp));
    }
    const auto& box = summary.bounds;
    if (!box.empty()) {
        header.add_box(
            {osmium::Location{box.west, box.south}, osmium::Location{box.east, box.north}});
    }
    return header;
}

/// libosmium's strings end at a NUL byte and its lengths are bounded: what an extract cannot hold
/// is damage.
void check_text(std::string_view text, const Object& object) {
    if (text.find('\0') == std::string_view::npos && text.size() <= osmium::max_osm_string_length)
        return;
    throw DataError{"The map is damaged", to_string(object.id),
                    "a text is too long or holds a NUL byte", "Import the map again."};
}

/// PBF has no room for the highest number (which means -1, "none"): readers refuse the file.
osmium::changeset_id_type changeset_of(const Object& object) noexcept {
    return object.meta.changeset == UINT32_MAX ? 0 : object.meta.changeset;
}

template <class Builder>
void set_common(Builder& builder, const Object& object) {
    builder.set_id(object.id.ref)
        .set_version(object.meta.version)
        .set_timestamp(osmium::Timestamp{object.meta.timestamp_s})
        .set_changeset(changeset_of(object))
        .set_uid(static_cast<osmium::user_id_type>(object.meta.uid));
    check_text(object.meta.user, object);
    builder.set_user(object.meta.user.data(),
                     static_cast<osmium::string_size_type>(object.meta.user.size()));
}

void add_tags(osmium::builder::Builder& parent, const Object& object) {
    if (object.tags.empty()) return;
    osmium::builder::TagListBuilder builder{parent};
    for (const auto& tag : object.tags) {
        check_text(tag.key, object);
        check_text(tag.value, object);
        builder.add_tag(tag.key.data(), tag.key.size(), tag.value.data(), tag.value.size());
    }
}

void add_node(osmium::memory::Buffer& buffer, const Object& object) {
    osmium::builder::NodeBuilder builder{buffer};
    set_common(builder, object);
    builder.set_location(osmium::Location{object.location.lon_e7, object.location.lat_e7});
    add_tags(builder, object);
}

void add_way(osmium::memory::Buffer& buffer, const Object& object) {
    osmium::builder::WayBuilder builder{buffer};
    set_common(builder, object);
    {
        osmium::builder::WayNodeListBuilder nodes{builder};
        for (const auto ref : object.refs) nodes.add_node_ref(ref);
    }
    add_tags(builder, object);
}

void add_relation(osmium::memory::Buffer& buffer, const Object& object) {
    constexpr std::array kTypes{osmium::item_type::node, osmium::item_type::way,
                                osmium::item_type::relation};
    osmium::builder::RelationBuilder builder{buffer};
    set_common(builder, object);
    {
        osmium::builder::RelationMemberListBuilder members{builder};
        for (const auto& member : object.members) {
            check_text(member.role, object);
            members.add_member(kTypes[static_cast<std::size_t>(member.id.type)], member.id.ref,
                               member.role.data(), member.role.size());
        }
    }
    add_tags(builder, object);
}

void stop_if_asked(const std::atomic<bool>* stop, const std::filesystem::path& out) {
    if (stop == nullptr || !stop->load(std::memory_order_relaxed)) return;
    throw DataError{"The export was stopped", out.string(), "somebody asked for it",
                    "No file was left behind."};
}

class Sender {
public:
    Sender(osmium::io::Writer& writer, const Progress& progress, std::uint64_t total)
        : writer_{writer}, progress_{progress}, total_{total} {}

    void add(const Object& object) {
        switch (object.id.type) {
            case ObjectType::node:
                add_node(buffer_, object);
                break;
            case ObjectType::way:
                add_way(buffer_, object);
                break;
            case ObjectType::relation:
                add_relation(buffer_, object);
                break;
        }
        buffer_.commit();
        ++count_;
        if (buffer_.committed() > kBufferBytes - kBufferBytes / 8) send();
    }
    void send() {
        writer_(std::exchange(buffer_, fresh()));
        if (progress_) progress_("writing objects", count_, total_);
    }
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

private:
    static osmium::memory::Buffer fresh() {
        return osmium::memory::Buffer{kBufferBytes, osmium::memory::Buffer::auto_grow::yes};
    }
    osmium::io::Writer& writer_;
    const Progress& progress_;
    std::uint64_t total_;
    std::uint64_t count_ = 0;
    osmium::memory::Buffer buffer_ = fresh();
};

}  // namespace

std::uint64_t write_osm_pbf(const BaseMap& base, const std::filesystem::path& out,
                            const Progress& progress, const std::atomic<bool>* stop) {
    const auto counts = base.object_counts();
    const auto total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    AtomicPath path{out};
    std::error_code ignored;
    std::filesystem::remove(path.partial(), ignored);  // of a dead process with our number
    osmium::io::File file{path.partial().string(), "pbf"};
    file.set("add_metadata", metadata_of(base).to_string());
    try {
        osmium::io::Writer writer{file, header_of(base), osmium::io::overwrite::no};
        Sender sender{writer, progress, total};
        base.for_each_object([&](const Object& object) {
            stop_if_asked(stop, out);
            sender.add(object);
        });
        sender.send();
        writer.close();
        path.commit();
        return sender.count();
    } catch (const std::system_error& error) {
        fail_write(error.code().value(), out, 0);
    } catch (const osmium::io_error& error) {
        throw DataError{"The file cannot be written", out.string(), error.what(),
                        "Look at the disk and its access rights."};
    }
}

}  // namespace konbit
