#include "render/tile/condition_marks.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <map>

#include "mapper/query/text.hpp"
#include "render/tile/damage_grid.hpp"

namespace konbit {

namespace {

/// Above all priorities of a style: what is closed or broken is why the map is looked at.
constexpr std::int32_t kMarks = 1'000'000;
constexpr std::int32_t kBridgeName = 760;  ///< gives way to towns, as other names do
constexpr double kCollar_px = 3;           ///< around a mark: its edge and its white collar
constexpr double kGap_px = 3;
constexpr float kCountMark_px = 10;

bool is_way(const DamageStatement& s) {
    return s.what == "road" || s.what == "bridge" || s.what == "tunnel";
}

/// What a reader must know before trusting a mark.
std::string_view doubt_of(const FoundDamage& found) {
    if (found.doubt.disputed) return "\u2260";  // the badge of the disputed: not equal
    return found.doubt.unverified ? "unverified" : "";
}

/// Names a report as well as an object: marks need an order that never changes.
ObjectId order_of(const FoundDamage& found) {
    if (!found.report) return found.id;
    std::int64_t ref = 0;
    for (std::size_t i = 0; i < 7; ++i) ref = ref << 8 | found.report->bytes[i];
    return {ObjectType::relation, -ref};
}

/// "5 t": a number without a unit is tonnes.
std::string weight_limit(std::string_view value) {
    double tonnes = 0;
    const auto* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, tonnes);
    if (read.ec != std::errc{} || tonnes <= 0) return {};
    return read.ptr == end ? fmt::format("{} t", value) : std::string{value};
}

struct Words {
    std::string limit, name;
};

/// What may stand beside a mark: the limit of what is restricted, the name of a bridge.
Words words_beside(const LabelCell& cell, const FoundDamage& found, Tags& tags) {
    Words words;
    if (!found.report) cell.map.base().feature(found.feature).read_tags(tags);
    if (found.statement.passability == Passability::restricted) {
        words.limit = found.limits.empty() ? weight_limit(tags.value("maxweight"))
                                           : limits_text(found.limits);
    }
    if (found.report || found.statement.what != "bridge" || found.name.empty()) return words;
    words.name = std::string{tags.value("bridge:name")};
    return words;
}

const ConditionPaint& paint_of(const LabelCell& cell, const FoundDamage& found) {
    const auto& s = found.statement;
    return is_way(s) ? cell.style.passability(s.passability) : cell.style.grade(s.grade);
}

bool is_worst(const DamageStatement& s) {
    return is_way(s) ? s.passability == Passability::blocked : s.grade == Grade::destroyed;
}

std::int32_t priority_of(const DamageStatement& s) {
    return kMarks + (is_way(s) ? 10 + static_cast<std::int32_t>(s.passability)
                               : static_cast<std::int32_t>(s.grade));
}

double mark_px(const LabelCell& cell, const ConditionPaint& paint) {
    const auto size = static_cast<double>(paint.mark_size_px.at(cell.zoom()));
    return size > 0 ? size : static_cast<double>(paint.mark_px);
}

Symbol symbol_of(const LabelCell& cell, double size_px) {
    const double half = (size_px / 2 + kCollar_px) * cell.ratio();
    return {{-half, -half, half, half}, {}};
}

Beside beside(const LabelCell& cell) {
    return {.halo_px = static_cast<double>(cell.style.count_text().halo_px) * cell.ratio(),
            .gap_px = kGap_px * cell.ratio(),
            .side = TextSide::right};
}

void set_text(const LabelCell& cell, LabelCandidate& candidate, const std::string& words) {
    const auto& paint = cell.style.count_text();
    candidate.text = cell.shape(words, paint, false);
    if (candidate.text) candidate.text_paint = &paint;
}

void add_mark(LabelCell& cell, const FoundDamage& found, PixelPoint at) {
    const auto& paint = paint_of(cell, found);
    LabelCandidate candidate;
    candidate.anchor = at;
    candidate.mark = &paint;
    candidate.mark_px = static_cast<float>(mark_px(cell, paint));
    candidate.priority = priority_of(found.statement);
    candidate.order = label_order(0, order_of(found), found.stretch ? found.stretch->first : 0);
    candidate.forced = is_worst(found.statement);
    candidate.feature = found.feature;
    Words words;
    Tags tags;
    if (is_way(found.statement)) words = words_beside(cell, found, tags);
    if (const auto doubt = doubt_of(found); !doubt.empty())
        words.limit += fmt::format("{}{}", words.limit.empty() ? "" : " ", doubt);
    candidate.mark_text = words.limit;
    if (const auto& text = words.limit.empty() ? words.name : words.limit; !text.empty())
        set_text(cell, candidate, text);
    auto around = beside(cell);
    if (candidate.mark_text.empty()) around.most_text_priority = kBridgeName;
    add_symbol(cell, std::move(candidate), symbol_of(cell, mark_px(cell, paint)), around);
}

/// Marks at one spot would hide each other: one of a kind for each square of their size, aligned
/// to the world, so that no cell's choice depends on another's.
class OneForEachSquare {
public:
    bool take(const ConditionPaint* paint, double size_px, PixelPoint at, double ratio) {
        double side = 8 * ratio;
        while (side < size_px * ratio) side *= 2;
        return taken_
            .emplace(std::tuple{paint, std::floor(at.x / side), std::floor(at.y / side)}, true)
            .second;
    }

private:
    std::map<std::tuple<const ConditionPaint*, double, double>, bool> taken_;
};

void add_marks(LabelCell& cell, const BlockConditions& conditions) {
    OneForEachSquare squares;
    for (const auto& found : conditions.found) {
        if (found.statement.what == "hazard") continue;
        const auto& paint = paint_of(cell, found);
        if (paint.mark == Mark::none || cell.zoom() < static_cast<double>(paint.mark_from_zoom))
            continue;
        const auto at = cell.pixels(found.at);
        if (!cell.holds(at) || !squares.take(&paint, mark_px(cell, paint), at, cell.ratio()))
            continue;
        add_mark(cell, found, at);
    }
}

/// "12" beside the mark of the worst of them, in the middle of each square of the grid.
void add_counts(LabelCell& cell, const BlockConditions& conditions) {
    const double side = kGridSquare_px * cell.ratio();
    for (const auto& [square, count] : damage_grid(cell.scale, cell.rect, conditions)) {
        if (count.damaged == 0) continue;
        const auto& paint = cell.style.grade(count.worst);
        LabelCandidate candidate;
        candidate.mark = &paint;
        candidate.mark_px = kCountMark_px;
        candidate.priority = kMarks;
        candidate.order = label_order(static_cast<double>(count.worst), count.first, 1);
        candidate.feature = count.feature;
        set_text(cell, candidate, count_text(count.damaged));
        const double width = candidate.text ? static_cast<double>(candidate.text->width_px()) : 0;
        const PixelPoint middle{(static_cast<double>(square.x) + 0.5) * side - width / 2,
                                (static_cast<double>(square.y) + 0.5) * side};
        candidate.anchor = middle;
        for (const double up : {0.0, -0.25, 0.25}) {
            LabelCandidate moved = candidate;
            moved.places.clear();
            moved.anchor.y += up * side;
            add_places(moved, symbol_of(cell, kCountMark_px), beside(cell));
            candidate.places.push_back(std::move(moved.places.front()));
        }
        cell.into.push_back(std::move(candidate));
    }
}

}  // namespace

void add_condition_marks(LabelCell& cell, const BlockConditions& conditions) {
    if (conditions.found.empty() || cell.is_hidden("damage")) return;
    add_marks(cell, conditions);
    if (shows_damage_grid(cell.style, cell.zoom())) add_counts(cell, conditions);
}

}  // namespace konbit
