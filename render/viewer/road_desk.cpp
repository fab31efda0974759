#include "render/viewer/road_desk.hpp"

#include <utility>

#include "render/viewer/answer_words.hpp"
#include "render/viewer/road_drawings.hpp"

namespace konbit {
namespace {

constexpr std::size_t kAlternatives = 2;

bool same(const TravelQuestion& a, const TravelQuestion& b) {
    return a.profile == b.profile && a.size == b.size && a.wet == b.wet && a.snow == b.snow &&
           a.ignore_access == b.ignore_access && a.audience == b.audience;
}

/// The profile's own size, replaced where something was asked for.
VehicleSize size_of(const Travel& travel) {
    auto size = travel.today().profile().size();
    const auto& asked = travel.question().size;
    const auto take = [](std::optional<double>& to, const std::optional<double>& from) {
        if (from) to = from;
    };
    take(size.height_m, asked.height_m);
    take(size.width_m, asked.width_m);
    take(size.length_m, asked.length_m);
    take(size.weight_t, asked.weight_t);
    take(size.axle_load_t, asked.axle_load_t);
    return size;
}

void answer_route(const Travel& travel, RoadReply& reply) {
    auto found =
        find_route(travel, {.places = reply.request.places, .alternatives = kAlternatives});
    for (std::size_t i = 0; i < found.options.size(); ++i) {
        reply.drawings.push_back(drawing_of(travel, found, i));
        reply.directions.push_back(route_instructions(found.options[i], reply.request.lang));
    }
    if (found.options.empty()) reply.drawings.push_back(drawing_of(travel, found, 0));
    reply.answer = std::move(found);
}

}  // namespace

RoadDesk::RoadDesk(const Map& map) : map_{map} {}

RoadDesk::~RoadDesk() {
    {
        const std::scoped_lock lock{mutex_};
        ending_ = true;
    }
    asked_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void RoadDesk::ask(RoadRequest request) {
    {
        const std::scoped_lock lock{mutex_};
        waiting_ = std::move(request);
        reply_.reset();
        dropped_ = working_;  // the answer that is on its way is to an older question
    }
    if (!thread_.joinable()) thread_ = std::thread{[this] { work(); }};
    asked_.notify_one();
}

void RoadDesk::drop() {
    const std::scoped_lock lock{mutex_};
    waiting_.reset();
    reply_.reset();
    dropped_ = working_;
}

std::optional<RoadReply> RoadDesk::take() {
    const std::scoped_lock lock{mutex_};
    return std::exchange(reply_, std::nullopt);
}

bool RoadDesk::busy() const {
    const std::scoped_lock lock{mutex_};
    return waiting_ || (working_ && !dropped_) || reply_;
}

void RoadDesk::work() {
    std::unique_lock lock{mutex_};
    for (;;) {
        asked_.wait(lock, [this] { return ending_ || waiting_; });
        if (ending_) return;
        auto request = std::move(*waiting_);
        waiting_.reset();
        working_ = true;
        dropped_ = false;
        lock.unlock();
        auto reply = answer(std::move(request));
        lock.lock();
        working_ = false;
        if (!dropped_) reply_ = std::move(reply);
        dropped_ = false;
    }
}

const Travel& RoadDesk::travel_for(const TravelQuestion& question) {
    if (travel_ && (!same(travel_->question(), question) || !travel_->is_current()))
        travel_.reset();  // its memory first
    if (!travel_) travel_ = Travel::prepare(map_, question);
    return *travel_;
}

RoadReply RoadDesk::answer(RoadRequest request) {
    RoadReply reply{.request = std::move(request),
                    .error = {},
                    .answer = {},
                    .size = {},
                    .directions = {},
                    .drawings = {}};
    reply.error = error_of([&] {
        const auto& travel = travel_for(reply.request.travel);
        reply.size = size_of(travel);
        switch (reply.request.what) {
            case RoadRequest::What::route:
                return answer_route(travel, reply);
            case RoadRequest::What::reach: {
                auto reached = reach_from(travel, reply.request.places.front(), kReachBands_s);
                reply.drawings.push_back(drawing_of(reached));
                reply.answer = std::move(reached);
                return;
            }
            case RoadRequest::What::cut_off: {
                auto cut = find_cut_off(travel, {.from = reply.request.places});
                reply.drawings.push_back(drawing_of(travel, cut));
                reply.answer = std::move(cut);
                return;
            }
        }
    });
    return reply;
}

}  // namespace konbit
