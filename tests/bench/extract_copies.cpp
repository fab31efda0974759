#include "tests/bench/extract_copies.hpp"

#include <osmium/handler/check_order.hpp>
#include <osmium/io/any_input.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <osmium/visitor.hpp>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace {

constexpr std::int32_t kLowest = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kHighest = std::numeric_limits<std::int32_t>::max();

void widen(Extent& extent, osmium::Location at) {
    extent = {std::min(extent.west_e7, at.x()), std::min(extent.south_e7, at.y()),
              std::max(extent.east_e7, at.x()), std::max(extent.north_e7, at.y())};
}

}  // namespace

void CopyIds::close(IdMode mode) {
    mode_ = mode;
    std::sort(original_.begin(), original_.end());
    original_.erase(std::unique(original_.begin(), original_.end()), original_.end());
    original_.shrink_to_fit();
    if (!original_.empty() && original_.front() < 1) {
        throw std::runtime_error{"ids below 1 cannot be raised. Run 'osmium renumber' first"};
    }
}

std::int64_t CopyIds::id(std::int64_t original, int copy) const {
    if (mode_ == IdMode::real) {
        return original + copy * original_.back() + copy;
    }
    const auto at = std::lower_bound(original_.begin(), original_.end(), original);
    return 1 + (at - original_.begin()) + copy * static_cast<std::int64_t>(original_.size());
}

std::int64_t CopyIds::end(int copies) const {
    if (original_.empty()) {
        return 1;
    }
    return id(original_.back(), copies - 1) + 1;
}

ExtractCopies::ExtractCopies(const std::string& path, IdMode mode)
    : extent_{kHighest, kHighest, kLowest, kLowest} {
    osmium::io::Reader reader{path};
    header_ = reader.header();
    osmium::handler::CheckOrder in_order;
    while (auto buffer = reader.read()) {
        osmium::apply(buffer, in_order);
        for (const auto& object : buffer.select<osmium::OSMObject>()) {
            note(object);
        }
        chunks_.push_back(std::move(buffer));
    }
    reader.close();
    if (extent_.west_e7 > extent_.east_e7) {
        throw std::runtime_error{"no node has a location: nothing to lay side by side"};
    }
    for (CopyIds* ids : {&node_ids_, &way_ids_, &relation_ids_}) {
        ids->close(mode);
    }
}

CopyIds& ExtractCopies::ids(osmium::item_type type) {
    if (type == osmium::item_type::node) {
        return node_ids_;
    }
    return type == osmium::item_type::way ? way_ids_ : relation_ids_;
}

const CopyIds& ExtractCopies::ids(osmium::item_type type) const {
    return const_cast<ExtractCopies*>(this)->ids(type);
}

void ExtractCopies::note(const osmium::OSMObject& object) {
    ids(object.type()).note(object.id());
    metadata_ |= osmium::detect_available_metadata(object);
    newest_ = std::max(newest_, object.timestamp());
    if (object.type() == osmium::item_type::node) {
        const auto at = static_cast<const osmium::Node&>(object).location();
        if (at.valid()) {
            widen(extent_, at);
        }
    } else if (object.type() == osmium::item_type::way) {
        for (const auto& node : static_cast<const osmium::Way&>(object).nodes()) {
            node_ids_.note(node.ref());
        }
    } else {
        for (const auto& member : static_cast<const osmium::Relation&>(object).members()) {
            ids(member.type()).note(member.ref());
        }
    }
}

void ExtractCopies::move_object(osmium::OSMObject& object, int copy, Shift shift) const {
    object.set_id(ids(object.type()).id(object.id(), copy));
    if (object.type() == osmium::item_type::node) {
        auto& node = static_cast<osmium::Node&>(object);
        if (const auto at = node.location(); at.valid()) {
            node.set_location({at.x() + shift.lon_e7, at.y() + shift.lat_e7});
        }
    } else if (object.type() == osmium::item_type::way) {
        for (auto& node : static_cast<osmium::Way&>(object).nodes()) {
            node.set_ref(node_ids_.id(node.ref(), copy));
        }
    } else {
        for (auto& member : static_cast<osmium::Relation&>(object).members()) {
            member.set_ref(ids(member.type()).id(member.ref(), copy));
        }
    }
}

osmium::memory::Buffer ExtractCopies::copy_of(std::size_t chunk, osmium::item_type type, int copy,
                                              Shift shift) const {
    const auto& source = chunks_.at(chunk);
    osmium::memory::Buffer copies{source.committed(), osmium::memory::Buffer::auto_grow::yes};
    for (const auto& object : source.select<osmium::OSMObject>()) {
        if (object.type() != type) {
            continue;
        }
        copies.add_item(object);
        copies.commit();
    }
    for (auto& object : copies.select<osmium::OSMObject>()) {
        move_object(object, copy, shift);
    }
    return copies;
}

std::vector<ExtractCopies::LocatedNode> ExtractCopies::locate(
    const std::vector<std::int64_t>& ids) const {
    std::vector<LocatedNode> found;
    for (const auto& chunk : chunks_) {
        for (const auto& node : chunk.select<osmium::Node>()) {
            if (!node.location().valid()) {
                continue;
            }
            if (!std::binary_search(ids.begin(), ids.end(), node.id())) {
                continue;
            }
            found.push_back({node.id(), node.location().x(), node.location().y()});
        }
    }
    return found;
}
