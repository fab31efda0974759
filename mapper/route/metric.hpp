#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "mapper/network/hierarchy.hpp"
#include "mapper/route/large_pages.hpp"

namespace konbit {

/// Travel time in milliseconds. Sums of two stay below 2^32.
using Weight = std::uint32_t;
inline constexpr Weight kNoWay = 0x7fff'ffff;
inline constexpr std::uint32_t kNoMiddle = UINT32_MAX;

/// What each arc of a hierarchy costs before customization, by arc: `up` from its lower to its
/// upper end, `down` back. kNoWay where the graph has no such arc.
struct ArcWeights {
    LargeVector<Weight> up, down;
};

/// Ranks below each rank: the arcs of a hierarchy seen from their upper ends. Made once a
/// hierarchy, shared by metrics.
class LowerArcs {
public:
    explicit LowerArcs(const Hierarchy& hierarchy);
    struct Arc {
        std::uint32_t lower = 0, arc = 0;
    };
    /// Rising by `lower`.
    [[nodiscard]] std::span<const Arc> of(std::uint32_t rank) const noexcept {
        return std::span{arcs_}.subspan(first_[rank], first_[rank + 1] - first_[rank]);
    }

private:
    LargeVector<std::uint32_t> first_;
    LargeVector<Arc> arcs_;
};

/// A customized metric: all arcs, shortcuts too, have their weights (basic customization), and the
/// arcs that no shortest path needs are known (perfect customization; Dibbelt, Strasser, Wagner
/// 2016). A value; the hierarchy must outlive it.
class Metric {
public:
    /// Full customization on `threads` threads (0: as many as there are cores).
    [[nodiscard]] static Metric customize(const Hierarchy& hierarchy, ArcWeights input,
                                          unsigned threads = 0);
    /// The same, quicker with the lower arcs at hand.
    [[nodiscard]] static Metric customize(const Hierarchy& hierarchy, const LowerArcs& lower,
                                          ArcWeights input, unsigned threads = 0);

    [[nodiscard]] const Hierarchy& hierarchy() const noexcept { return *hierarchy_; }
    /// After customization: the shortest way between the arc's ends over lower ranks.
    [[nodiscard]] const ArcWeights& weights() const noexcept { return weights_; }
    [[nodiscard]] const ArcWeights& input() const noexcept { return input_; }

    struct Change {
        std::uint32_t arc = 0;
        Weight up = kNoWay, down = kNoWay;  ///< new input weights
    };
    /// Partial re-customization: updates only what the changed arcs touch. Afterwards queries use
    /// all arcs until `perfect` is called again.
    void update(std::span<const Change> changes, const LowerArcs& lower);
    void perfect(unsigned threads = 0);
    void perfect(const LowerArcs& lower, unsigned threads = 0);  ///< the same, quicker

    static constexpr std::uint32_t kFileVersion = 2;
    /// A copy that lives in a file of derived/ (written atomically) and comes back by mapping or
    /// reading; `key` must be equal (profile, situation, network). nullopt: missing, another key,
    /// damaged.
    void save(const std::filesystem::path& path, std::uint64_t key) const;
    [[nodiscard]] static std::optional<Metric> load(const Hierarchy& hierarchy,
                                                    const std::filesystem::path& path,
                                                    std::uint64_t key);

    /// True from customization or `perfect` until the next `update`: while false, the search graphs
    /// are out of date, and searches walk over all arcs of the hierarchy with their weights.
    [[nodiscard]] bool pruned() const noexcept { return pruned_; }

    /// What a query walks over while `pruned`: arcs upwards with their weights, without those never
    /// needed. By rank, CSR. `backward` holds what leads down from the head to the rank.
    struct SearchGraph {
        struct Arc {
            std::uint32_t head = 0;
            Weight weight = 0;
            std::uint32_t middle = kNoMiddle;  ///< lower rank over which it leads: for paths
        };
        LargeVector<std::uint32_t> first;
        LargeVector<Arc> arcs;
    };
    [[nodiscard]] const SearchGraph& forward() const noexcept { return forward_; }
    [[nodiscard]] const SearchGraph& backward() const noexcept { return backward_; }

private:
    const Hierarchy* hierarchy_ = nullptr;
    ArcWeights input_, weights_;
    SearchGraph forward_, backward_;
    bool pruned_ = false;
};

}  // namespace konbit
