#pragma once

#include <span>
#include <string>

#include "mapper/query/reach.hpp"
#include "mapper/query/routes.hpp"

namespace konbit {

// What answers by road say, in words that never promise more than is known.

/// "26 min", "1 h 5 min", "less than a minute".
[[nodiscard]] std::string travel_time_words(double seconds);
/// "16 min · 5.3 km".
[[nodiscard]] std::string way_words(double duration_s, double distance_m);
/// "2.2 km, 1 bridge and 2 fords"; "" of nothing.
[[nodiscard]] std::string unseen_words(const RouteOption& option);
/// One sentence or two below YES, YES, UNCHECKED or NO.
[[nodiscard]] std::string verdict_sentence(const Map& map, const RouteAnswer& answer,
                                           std::size_t chosen, UnixSeconds now);
/// "costs 2.7 km and 8 min more"; "costs nothing" where it is as short and quick.
[[nodiscard]] std::string detour_words(const RouteOption& option);

/// Its name, else what it is: "Bridge".
[[nodiscard]] std::string place_name(const RoutePlace& place);
/// "destroyed", "only some vehicles: weight 5 t", "open when looked at".
[[nodiscard]] std::string state_words(const Condition& condition);
/// "Seen · 9 h ago · confirmed".
[[nodiscard]] std::string evidence_words(const Condition& condition, UnixSeconds now);
/// "maxheight=4.3" as "at most 4.3 m high"; other reasons as they are.
[[nodiscard]] std::string limit_words(const std::string& reason);
/// "The way ends 320 m from there"; "" where a place lies at its road and no nearer one was left
/// out.
[[nodiscard]] std::string snap_words(const Snap& snap, bool last);

/// "3 settlements and 1,240 of 8,800 buildings have no way".
[[nodiscard]] std::string cut_off_words(const CutoffAnswer& answer);
/// "Reconnects Vil Sid, Potay and 420 buildings".
[[nodiscard]] std::string reopening_words(const Reopening& reopening);

}  // namespace konbit
