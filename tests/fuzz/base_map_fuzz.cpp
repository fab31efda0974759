// Hostile maps: bytes given to the decoders as they are, and changes to a good map whose sums are
// made right again. Every input must end in an answer or a DataError.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <vector>

#include "mapper/model/error.hpp"
#include "mapper/store/base_map.hpp"
#include "mapper/store/feature_codec.hpp"
#include "mapper/store/object_codec.hpp"
#include "tests/store/map_samples.hpp"
#include "tests/store/sealed_file.hpp"
#include "tests/store/temporary_folder.hpp"

namespace konbit {
namespace {

void decode_objects(ObjectType type, std::span<const std::byte> bytes) {
    ObjectBlock block;
    ObjectDecoder{}.decode(type, bytes, "fuzz", block);
}

void decode_feature(std::span<const std::byte> bytes) {
    ByteReader in{bytes, "fuzz"};
    const auto head = read_feature_head(in);
    Geometry geometry;
    read_geometry(in, head.kind, {1, 2, 3, 4}, geometry);
    for (const auto& ring : geometry.rings) static_cast<void>(geometry.ring(ring));
}

/// A small good map that is changed by one input after the other.
class MapToDamage {
public:
    MapToDamage() {
        auto sample = SampleMaker{51}.make(400, 80, 20);
        write_map(sample, {folder_.path()});
        intact_ = contents_of(folder_ / "base.map");
        for (const auto& object : sample.objects) ids_.push_back(object.id);
    }
    /// Six bytes a change: four for the place, two for what comes there.
    void read_changed(std::span<const std::byte> changes) const {
        auto bytes = intact_;
        for (; changes.size() >= 6; changes = changes.subspan(6)) {
            std::uint32_t place = 0;
            std::memcpy(&place, changes.data(), sizeof place);
            std::memcpy(bytes.data() + place % (bytes.size() - 1), changes.data() + 4, 2);
        }
        seal(bytes);
        write_file(folder_ / "base.map", bytes);
        const auto map = BaseMap::open(folder_.path());
        static_cast<void>(map.verify());
        static_cast<void>(map.summary());
        for (std::size_t i = 0; i < ids_.size(); i += 17) {
            static_cast<void>(map.find_feature(ids_[i]));
            static_cast<void>(map.object(ids_[i]));
        }
        map.query({14'000'000, 424'000'000, 16'000'000, 426'000'000}, [](const Feature& feature) {
            static_cast<void>(feature.tag("key1"));
            static_cast<void>(feature.geometry());
            return true;
        });
    }

private:
    TemporaryFolder folder_;
    std::string intact_;
    std::vector<ObjectId> ids_;
};

}  // namespace
}  // namespace konbit

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const konbit::MapToDamage map;
    const auto bytes = std::as_bytes(std::span{data, size}).subspan(1);
    try {
        switch (data[0] % 5) {
            case 0:
                konbit::decode_objects(konbit::ObjectType::node, bytes);
                break;
            case 1:
                konbit::decode_objects(konbit::ObjectType::way, bytes);
                break;
            case 2:
                konbit::decode_objects(konbit::ObjectType::relation, bytes);
                break;
            case 3:
                konbit::decode_feature(bytes);
                break;
            default:
                map.read_changed(bytes);
        }
    } catch (const konbit::DataError&) {
    }
    return 0;
}
