#pragma once

#include <cstdint>
#include <vector>

#include "mapper/model/geometry.hpp"
#include "render/canvas/canvas.hpp"
#include "render/canvas/mercator.hpp"

namespace konbit {

/// How an answer's line looks; the later ones lie above the earlier.
enum class AnswerLook : std::uint8_t {
    cut_off,             ///< a road from which there is no way: black and white
    otherwise,           ///< the way that there would be: thin, broken
    alternative,         ///< another way to go: thin
    unseen_alternative,  ///< nobody looked at that part of it
    route,               ///< the way to go
    unseen               ///< a part of it that nobody looked at: with white dashes
};
struct AnswerLine {
    AnswerLook look = AnswerLook::route;
    std::vector<Location> line;
};

/// An area that an answer is about, in three strengths: what is reached soonest is the darkest and
/// has the widest edge.
struct AnswerArea {
    std::uint8_t strength = 0;  ///< 2: the strongest
    Geometry area;
};

/// What an answer draws on the ground. A value that is not changed once it is shown.
class AnswerDrawing {
public:
    void add(AnswerLine line);
    void add(AnswerArea area);

    [[nodiscard]] bool empty() const noexcept { return lines_.empty() && areas_.empty(); }
    [[nodiscard]] bool has(AnswerLook look) const noexcept {
        return (looks_ & (1U << static_cast<unsigned>(look))) != 0;
    }
    [[nodiscard]] const std::vector<AnswerLine>& lines() const noexcept { return lines_; }
    [[nodiscard]] const std::vector<AnswerArea>& areas() const noexcept { return areas_; }
    /// True if something may be drawn in this rectangle of the drawn world.
    [[nodiscard]] bool touches(const WebMercator& scale, const PixelRect& rect) const;
    [[nodiscard]] const BoundingBox& box() const noexcept { return box_; }  ///< of all of it

private:
    std::vector<AnswerLine> lines_;
    std::vector<AnswerArea> areas_;
    std::vector<BoundingBox> line_boxes_;  ///< beside lines_
    std::vector<BoundingBox> boxes_;       ///< of short pieces, for `touches`
    BoundingBox box_;
    unsigned looks_ = 0;  ///< a bit an AnswerLook

    friend void draw_answer(const AnswerDrawing&, const WebMercator&, const PixelRect&, Canvas&);
};

/// Above roads and closed stretches, below names and marks.
void draw_answer(const AnswerDrawing& drawing, const WebMercator& scale, const PixelRect& rect,
                 Canvas& canvas);

/// A straight piece of such a line, for keys.
void draw_answer_sample(AnswerLook look, PixelPoint from, PixelPoint to, double ratio,
                        Canvas& canvas);

}  // namespace konbit
