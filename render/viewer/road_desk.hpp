#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "mapper/query/reach.hpp"
#include "mapper/query/routes.hpp"
#include "render/tile/answer_drawing.hpp"

namespace konbit {

/// A question about roads, as a person at the window asks it.
struct RoadRequest {
    enum class What : std::uint8_t { route, reach, cut_off } what = What::route;
    TravelQuestion travel;
    std::vector<Place> places;  ///< from, stops, to; of reach and cut-off: from
    std::string lang;           ///< of the directions
};
/// Its answer, and all that is drawn of it.
struct RoadReply {
    RoadRequest request;
    std::string error;  ///< what, why, what to do; "": there is an answer
    std::variant<std::monostate, RouteAnswer, ReachAnswer, CutoffAnswer> answer;
    VehicleSize size;  ///< that was travelled with: the profile's own and what was asked for
    std::vector<std::vector<std::string>> directions;  ///< of each option
    /// With each option as the one to go; of other answers, and of NO, one alone.
    std::vector<std::shared_ptr<const AnswerDrawing>> drawings;
};

/// The times that reach is asked for.
inline constexpr double kReachBands_s[] = {1'800, 3'600, 7'200};

/// Answers questions about roads in a thread of its own, the newest one only: what a road costs
/// takes a while to prepare, and the window must not wait. Keeps the prepared travel while it is
/// current and the vehicle the same. All calls are for the window's thread; the map must outlive
/// it.
class RoadDesk {
public:
    explicit RoadDesk(const Map& map);
    ~RoadDesk();  ///< waits for the question that is being answered
    RoadDesk(const RoadDesk&) = delete;
    RoadDesk& operator=(const RoadDesk&) = delete;

    void ask(RoadRequest request);
    /// Forgets what was asked and not answered.
    void drop();
    /// The answer to the newest question, once.
    [[nodiscard]] std::optional<RoadReply> take();
    /// Asked and not answered; or answered and not taken.
    [[nodiscard]] bool busy() const;

private:
    void work();
    [[nodiscard]] RoadReply answer(RoadRequest request);
    [[nodiscard]] const Travel& travel_for(const TravelQuestion& question);

    const Map& map_;
    std::optional<Travel> travel_;  ///< of the thread
    mutable std::mutex mutex_;
    std::condition_variable asked_;
    std::optional<RoadRequest> waiting_;
    std::optional<RoadReply> reply_;
    bool working_ = false, dropped_ = false, ending_ = false;
    std::thread thread_;  ///< begun with the first question
};

}  // namespace konbit
