#include "render/paper/block_pool.hpp"

#include <algorithm>

namespace konbit {

BlockPool::BlockPool(unsigned threads, std::function<Worker()> make_worker)
    : make_worker_{std::move(make_worker)} {
    for (unsigned i = 0; i < std::max(1U, threads); ++i) threads_.emplace_back([this] { work(); });
}

BlockPool::~BlockPool() {
    {
        const std::lock_guard lock{mutex_};
        ending_ = true;
        jobs_.clear();
    }
    job_there_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void BlockPool::submit(const BlockJob& job) {
    {
        const std::lock_guard lock{mutex_};
        jobs_.push_back(job);
    }
    ++in_flight_;
    job_there_.notify_one();
}

std::vector<PaintedTile> BlockPool::take() {
    std::unique_lock lock{mutex_};
    result_there_.wait(lock, [this] { return error_ != nullptr || !results_.empty(); });
    if (error_ != nullptr) std::rethrow_exception(error_);
    auto tiles = std::move(results_.front());
    results_.pop_front();
    --in_flight_;
    return tiles;
}

void BlockPool::work() try {
    const auto worker = make_worker_();
    for (;;) {
        std::unique_lock lock{mutex_};
        job_there_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
        if (ending_) return;
        const auto job = jobs_.front();
        jobs_.pop_front();
        lock.unlock();
        auto tiles = worker(job);
        lock.lock();
        results_.push_back(std::move(tiles));
        lock.unlock();
        result_there_.notify_one();
    }
} catch (...) {
    {
        const std::lock_guard lock{mutex_};
        if (error_ == nullptr) error_ = std::current_exception();
    }
    result_there_.notify_all();
}

}  // namespace konbit
