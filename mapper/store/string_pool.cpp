#define XXH_INLINE_ALL
#include "mapper/store/string_pool.hpp"

#include <xxhash.h>

#include "mapper/store/map_layout.hpp"
#include "mapper/store/string_table.hpp"

namespace konbit {
namespace {

constexpr std::size_t kFirstSlots = std::size_t{1} << 12;

// One-byte numbers for what occurs most.
constexpr std::string_view kCommonWords[] = {
    "yes", "building", "highway", "residential", "service", "name", "source", "surface", "no",
    "natural", "tree", "landuse", "oneway", "track", "footway", "waterway", "power", "tower",
    "addr:housenumber", "addr:street", "addr:city", "addr:postcode", "addr:country", "house",
    "building:levels", "1", "2", "3", "barrier", "crossing", "access", "maxspeed", "unclassified",
    "path", "layer", "width", "lit", "amenity", "wood", "water", "asphalt", "tracktype", "bicycle",
    "foot", "ref", "outer", "inner", "type", "multipolygon", "stream", "bridge", "tertiary",
    "secondary", "primary", "driveway", "lanes", "sidewalk", "parking", "leaf_type", "private",
    "operator", "farmland", "forest", "grass", "meadow", "wall", "fence", "gate", "wikidata",
    "website", "height", "tourism", "shop", "public_transport", "bus", "bus_stop", "platform",
    "stop_position", "ele", "peak", "unpaved", "ground", "gravel", "paved", "grade1", "grade2",
    "grade3", "grade4", "grade5", "apartments", "garage", "industrial", "roof", "leisure",
    "entrance", "junction", "roundabout", "intermittent", "incline", "sport", "pitch", "route",
    "network", "destination", "designated", "uncontrolled", "marked", "bench", "railway", "rail",
    "direction", "opening_hours", "phone", "created_by", "via", "from", "to", "restriction",
    "street"};

std::uint64_t hash_of(std::string_view text) noexcept {
    return XXH3_64bits(text.data(), text.size());
}

}  // namespace

StringPool::StringPool(std::size_t memory_bytes, const std::filesystem::path& folder)
    : arena_bytes_{memory_bytes / 2},
      max_strings_{memory_bytes / 2 / 64},
      arena_{std::make_unique_for_overwrite<char[]>(arena_bytes_)},
      slots_(kFirstSlots),
      spooled_bytes_{folder},
      spooled_ends_{folder} {
    ends_.push_back(0);  // number 0: the empty string
    for (const auto word : kCommonWords) static_cast<void>(add(word));
}

std::string_view StringPool::remembered(std::uint32_t id) const noexcept {
    const auto begin = id == 0 ? 0 : ends_[id - 1];
    return {arena_.get() + begin, ends_[id] - begin};
}

std::uint32_t StringPool::add(std::string_view text) {
    if (text.empty()) return 0;
    const auto hash = hash_of(text);
    const auto mark = hash & 0xFFFFFFFF00000000U;
    const auto mask = slots_.size() - 1;
    auto slot = hash & mask;
    for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
        if ((slots_[slot] & 0xFFFFFFFF00000000U) != mark) continue;
        const auto id = static_cast<std::uint32_t>(slots_[slot]) - 1;
        if (remembered(id) == text) return id;
    }
    if (spooled_ > 0 || ends_.size() >= max_strings_ || text.size() > arena_bytes_ - ends_.back()) {
        return add_spooled(text);
    }
    const auto id = static_cast<std::uint32_t>(ends_.size());
    std::memcpy(arena_.get() + ends_.back(), text.data(), text.size());
    ends_.push_back(ends_.back() + text.size());
    slots_[slot] = mark | (id + 1);
    if (ends_.size() * 2 > slots_.size()) grow_table();
    return id;
}

void StringPool::grow_table() {
    slots_.assign(slots_.size() * 2, 0);
    const auto mask = slots_.size() - 1;
    for (std::uint32_t id = 1; id < ends_.size(); ++id) {
        const auto hash = hash_of(remembered(id));
        auto slot = hash & mask;
        while (slots_[slot] != 0) slot = (slot + 1) & mask;
        slots_[slot] = (hash & 0xFFFFFFFF00000000U) | (id + 1);
    }
}

std::uint32_t StringPool::add_spooled(std::string_view text) {
    if (size() >= UINT32_MAX) {
        throw DataError{"The extract is too large", "", "it has over 4 billion different strings",
                        "Import a smaller area."};
    }
    spooled_bytes_.append(std::as_bytes(std::span{text}));
    const auto end = spooled_bytes_.size();
    spooled_ends_.append(std::as_bytes(std::span{&end, 1}));
    return static_cast<std::uint32_t>(ends_.size() + spooled_++);
}

std::string_view StringPool::at(std::uint32_t id, std::deque<std::string>& kept) {
    if (id < ends_.size()) return remembered(id);
    const auto index = id - ends_.size();
    std::uint64_t range[2]{};
    if (index == 0) {
        spooled_ends_.read(0, std::as_writable_bytes(std::span{range}.subspan(1)));
    } else {
        spooled_ends_.read((index - 1) * 8, std::as_writable_bytes(std::span{range}));
    }
    auto& text = kept.emplace_back();
    text.resize(range[1] - range[0]);
    spooled_bytes_.read(range[0], std::as_writable_bytes(std::span{text}));
    return text;
}

void StringPool::write(SectionFileWriter& file) {
    const auto arena_end = ends_.back();
    file.begin_section(kStringBytes);
    file.append(std::as_bytes(std::span{arena_.get(), arena_end}));
    copy_to(spooled_bytes_, file);
    file.begin_section(kStringEnds);
    ByteWriter ends;
    const auto put = [&](std::uint64_t end) {
        ends.put_bytes(std::as_bytes(std::span{&end, 1}).first(StringTable::kEndBytes));
        if (ends.size() < kBlockBytes) return;
        file.append(ends.bytes());
        ends.clear();
    };
    for (const auto end : ends_) put(end);
    for (std::uint64_t i = 0; i < spooled_; ++i) {
        std::uint64_t end = 0;
        spooled_ends_.read(i * 8, std::as_writable_bytes(std::span{&end, 1}));
        put(arena_end + end);
    }
    file.append(ends.bytes());
}

}  // namespace konbit
