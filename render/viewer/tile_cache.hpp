#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "render/canvas/image.hpp"
#include "render/viewer/map_view.hpp"

namespace konbit {

/// The painted blocks of the map. Threads of its own paint what is wanted, the first of the list
/// first; what is no longer wanted is not begun. Keeps what was used last, up to a number of bytes.
/// All but the painters is for the thread of the window.
class TileCache {
public:
    /// Paints a block; may throw: the block then stays as it was and `take_error` tells why.
    using Paint = std::function<void(const BlockId& id, Image& into)>;
    /// Makes a painter; called in each painting thread, and again after an error.
    using MakePaint = std::function<Paint()>;
    struct Options {
        unsigned threads = 1;
        std::size_t most_bytes = std::size_t{96} << 20;
        std::function<void()> on_ready{};  ///< called by painting threads after each block
    };

    explicit TileCache(Options options);
    ~TileCache();  ///< waits for the blocks being painted
    TileCache(const TileCache&) = delete;
    TileCache& operator=(const TileCache&) = delete;

    /// From now on everything is painted anew (another style), or only those blocks that are
    /// `stale` (new reports); the old pictures stay until then.
    void repaint_with(MakePaint make_paint, const std::function<bool(const BlockId&)>& stale = {});
    /// Replaces the list of wanted blocks.
    void want(std::vector<BlockId> blocks);
    /// The picture of a block, perhaps of the style before; nullptr: none yet.
    [[nodiscard]] std::shared_ptr<const Image> find(const BlockId& id);
    /// Painted as it should be now, or impossible to paint.
    [[nodiscard]] bool up_to_date(const BlockId& id) const;
    /// Why a block could not be painted; each sentence once.
    [[nodiscard]] std::optional<std::string> take_error();
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Entry {
        std::shared_ptr<const Image> image;  ///< nullptr: it failed
        std::uint64_t generation = 0;
        std::uint64_t used = 0;
    };
    void work();
    [[nodiscard]] std::optional<BlockId> next_block();
    void paint_one(const BlockId& id, const Paint& paint, std::uint64_t generation);
    void store(const BlockId& id, std::shared_ptr<const Image> image, std::uint64_t generation);
    void fail(const BlockId& id, std::string why, std::uint64_t generation);
    void evict();

    Options options_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    MakePaint make_paint_;
    std::uint64_t generation_ = 0;
    std::uint64_t clock_ = 0;
    std::size_t bytes_ = 0;
    bool ending_ = false;
    std::vector<BlockId> wanted_;
    std::set<BlockId> being_painted_;
    std::map<BlockId, Entry> entries_;
    std::set<std::string> told_errors_;
    std::optional<std::string> error_;
    std::vector<std::thread> threads_;
};

}  // namespace konbit
