#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace konbit {

/// One block of the world to be cut into tiles.
struct BlockJob {
    int zoom = 0;
    std::int64_t x = 0, y = 0;  ///< as MapPainter::paint_block counts
};

/// A tile as MBTiles counts it, but rows from the north.
struct PaintedTile {
    int zoom = 0;
    std::uint32_t column = 0, row = 0;
    std::vector<std::byte> png;
};

/// Threads that paint blocks, each with a worker of its own. `submit` never waits: whoever uses the
/// pool keeps `in_flight` low, and so the memory.
class BlockPool {
public:
    using Worker = std::function<std::vector<PaintedTile>(const BlockJob&)>;
    /// `make_worker` is called in each thread.
    BlockPool(unsigned threads, std::function<Worker()> make_worker);
    ~BlockPool();  ///< drops what was not begun
    BlockPool(const BlockPool&) = delete;
    BlockPool& operator=(const BlockPool&) = delete;

    void submit(const BlockJob& job);
    /// Waits for a block, in no certain order. Throws what its worker threw.
    [[nodiscard]] std::vector<PaintedTile> take();
    [[nodiscard]] std::size_t in_flight() const noexcept { return in_flight_; }

private:
    void work();

    std::function<Worker()> make_worker_;
    std::mutex mutex_;
    std::condition_variable job_there_, result_there_;
    std::deque<BlockJob> jobs_;
    std::deque<std::vector<PaintedTile>> results_;
    std::exception_ptr error_;
    bool ending_ = false;
    std::size_t in_flight_ = 0;  ///< the user's thread alone touches it
    std::vector<std::thread> threads_;
};

}  // namespace konbit
