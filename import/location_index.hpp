#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "import/block_file.hpp"
#include "import/sorted_ids.hpp"
#include "mapper/model/location.hpp"

namespace konbit {

/// The locations of all nodes, by id, in file-backed blocks of 12 bytes a node. Feed it in the
/// order of `osmium sort`, `seal`, then `find`; consecutive ids are the quick case.
class LocationIndex {
public:
    explicit LocationIndex(const std::filesystem::path& folder);

    void add(std::int64_t id, Location at);
    void seal();
    /// As it was given, valid or not; nullopt: there is no such node.
    [[nodiscard]] std::optional<Location> find(std::int64_t id) noexcept {
        const auto place = ids_.find(id);
        if (!place) return std::nullopt;
        return *address(*place);
    }
    /// The same for many at once, quicker: calls `visit(std::optional<Location>)` in their order.
    template <class Visitor>
    void find_all(std::span<const std::int64_t> ids, Visitor visit) {
        addresses_.clear();
        for (const std::int64_t id : ids) {
            const auto place = ids_.find(id);
            addresses_.push_back(place ? address(*place) : nullptr);
            if (place) __builtin_prefetch(addresses_.back());
        }
        for (const Location* at : addresses_) {
            visit(at != nullptr ? std::optional{*at} : std::nullopt);
        }
    }

private:
    [[nodiscard]] const Location* address(std::uint64_t place) const noexcept {
        return reinterpret_cast<const Location*>(locations_.block(place / SortedIds::kPerBlock)) +
               place % SortedIds::kPerBlock;
    }
    void end_block();

    SortedIds ids_;
    BlockFile locations_;
    std::array<Location, SortedIds::kPerBlock> open_;
    std::uint64_t open_block_ = 0;
    bool empty_ = true;
    std::vector<const Location*> addresses_;
};

}  // namespace konbit
