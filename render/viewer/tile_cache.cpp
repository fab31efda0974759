#include "render/viewer/tile_cache.hpp"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <new>
#include <utility>

namespace konbit {
namespace {

std::size_t bytes_of(const std::shared_ptr<const Image>& image) noexcept {
    return image ? image->pixels.size() * sizeof(std::uint32_t) : 0;
}

/// The window comes first: on one core it must not wait for a block.
void give_way_to_the_window() noexcept {
    const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
    (void)::setpriority(PRIO_PROCESS, thread, 10);
}

}  // namespace

TileCache::TileCache(Options options) : options_{std::move(options)} {
    for (unsigned i = 0; i < std::max(options_.threads, 1U); ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

TileCache::~TileCache() {
    {
        const std::scoped_lock lock{mutex_};
        ending_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void TileCache::repaint_with(MakePaint make_paint,
                             const std::function<bool(const BlockId&)>& stale) {
    {
        const std::scoped_lock lock{mutex_};
        make_paint_ = std::move(make_paint);
        ++generation_;
        for (auto& [id, entry] : entries_) {
            if (stale && entry.generation + 1 == generation_ && !stale(id))
                entry.generation = generation_;
        }
        told_errors_.clear();
        error_.reset();
    }
    changed_.notify_all();
}

void TileCache::want(std::vector<BlockId> blocks) {
    {
        const std::scoped_lock lock{mutex_};
        if (blocks == wanted_) return;
        wanted_ = std::move(blocks);
        evict();
    }
    changed_.notify_all();
}

std::shared_ptr<const Image> TileCache::find(const BlockId& id) {
    const std::scoped_lock lock{mutex_};
    const auto at = entries_.find(id);
    if (at == entries_.end()) return nullptr;
    at->second.used = ++clock_;
    return at->second.image;
}

bool TileCache::up_to_date(const BlockId& id) const {
    const std::scoped_lock lock{mutex_};
    const auto at = entries_.find(id);
    return at != entries_.end() && at->second.generation == generation_;
}

std::optional<std::string> TileCache::take_error() {
    const std::scoped_lock lock{mutex_};
    return std::exchange(error_, std::nullopt);
}

std::size_t TileCache::bytes() const {
    const std::scoped_lock lock{mutex_};
    return bytes_;
}

/// The first wanted block that is neither there nor begun. The caller holds the lock.
std::optional<BlockId> TileCache::next_block() {
    if (!make_paint_) return std::nullopt;
    for (const auto& id : wanted_) {
        if (being_painted_.contains(id)) continue;
        const auto at = entries_.find(id);
        if (at == entries_.end() || at->second.generation != generation_) return id;
    }
    return std::nullopt;
}

void TileCache::work() {
    give_way_to_the_window();
    Paint paint;
    std::uint64_t generation = 0;
    std::unique_lock lock{mutex_};
    while (!ending_) {
        const auto id = next_block();
        if (!id) {
            changed_.wait(lock);
            continue;
        }
        being_painted_.insert(*id);
        const auto make_paint = generation == generation_ && paint ? MakePaint{} : make_paint_;
        generation = generation_;
        lock.unlock();
        try {
            if (make_paint) {
                paint = nullptr;  // what it held goes before the next takes memory
                paint = make_paint();
            }
            paint_one(*id, paint, generation);
        } catch (const std::bad_alloc&) {
            paint = nullptr;
            fail(*id, "There is not enough memory to draw here. Close other programs.", generation);
        } catch (const std::exception& error) {
            paint = nullptr;
            fail(*id, error.what(), generation);
        }
        if (options_.on_ready) options_.on_ready();
        lock.lock();
        being_painted_.erase(*id);
    }
}

void TileCache::paint_one(const BlockId& id, const Paint& paint, std::uint64_t generation) {
    auto image = std::make_shared<Image>();
    paint(id, *image);
    store(id, std::move(image), generation);
}

void TileCache::store(const BlockId& id, std::shared_ptr<const Image> image,
                      std::uint64_t generation) {
    const std::scoped_lock lock{mutex_};
    auto& entry = entries_[id];
    if (entry.image && entry.generation > generation) return;
    bytes_ += bytes_of(image);
    bytes_ -= bytes_of(entry.image);
    entry = {std::move(image), generation, ++clock_};
    evict();
}

void TileCache::fail(const BlockId& id, std::string why, std::uint64_t generation) {
    const std::scoped_lock lock{mutex_};
    entries_[id].generation = generation;  // an older picture stays
    if (generation == generation_ && told_errors_.insert(why).second) error_ = std::move(why);
}

/// Drops what was used longest ago and is not wanted. The caller holds the lock.
void TileCache::evict() {
    while (bytes_ > options_.most_bytes) {
        auto oldest = entries_.end();
        for (auto at = entries_.begin(); at != entries_.end(); ++at) {
            if (std::find(wanted_.begin(), wanted_.end(), at->first) != wanted_.end()) continue;
            if (oldest == entries_.end() || at->second.used < oldest->second.used) oldest = at;
        }
        if (oldest == entries_.end()) return;
        bytes_ -= bytes_of(oldest->second.image);
        entries_.erase(oldest);
    }
}

}  // namespace konbit
