#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mapper/meaning/meaning.hpp"
#include "mapper/model/condition.hpp"
#include "mapper/model/geometry.hpp"
#include "mapper/model/tags.hpp"
#include "render/style/by_zoom.hpp"
#include "render/style/color.hpp"
#include "render/style/icon.hpp"

namespace konbit {

/// All sizes are pixels at pixel ratio 1.

enum class Pattern : std::uint8_t { plain, hatch, waves, triangles, dots };

struct AreaPaint {
    Color fill = kNoColor;
    Pattern pattern = Pattern::plain;
    Color pattern_color = kNoColor;
    Color edge = kNoColor;
    ByZoom edge_px;
    std::vector<float> edge_dash{};  ///< on, off, … px; empty: solid
    bool building = false;  ///< drawn after the ground cover; takes the colour of its grade
    bool operator==(const AreaPaint&) const = default;
};

/// A line, a railway or a road. Where `road`, casings and fills are drawn layer by layer. On an
/// area it follows the area's edge.
struct LinePaint {
    Color color = kNoColor;
    ByZoom width_px;
    Color casing = kNoColor;
    ByZoom casing_px;         ///< on each side
    std::vector<float> dash;  ///< on, off, … px; of the colour, not of the casing
    bool road = false;
    /// Below this zoom the casing colour alone is drawn: white roads vanish.
    float fill_from_zoom = 0;
    Color rail = kNoColor;  ///< of bridges, along both sides
    float rail_px = 0;
    Color tunnel_color = kNoColor;  ///< instead of `color` in tunnels; not visible: the same
    bool operator==(const LinePaint&) const = default;
};

struct TextPaint {
    ByZoom size_px;
    int weight = 400;  ///< 400, 600, 700
    bool italic = false;
    bool capitals = false;
    float letter_spacing_px = 0;
    Color color;
    Color halo = kNoColor;
    float halo_px = 3.5F;     ///< width of the outline's stroke: half of it shows on each side
    bool along_line = false;  ///< else at the representative point
    float repeat_px = 400;    ///< the same name again no nearer than this
    std::vector<std::string> keys{
        "name"};             ///< the first tag that is there; "name" heeds the language
    std::string second_key;  ///< a tag that stands below the name: "ele", in metres; "": none
    bool operator==(const TextPaint&) const = default;
};

struct IconPaint {
    std::string icon;  ///< name (icon.hpp)
    float size_px = 16;
    Color ink;
    Color plate = kNoColor;  ///< a square of paper below it, 4 px wider
    Color plate_edge = kNoColor;
    bool operator==(const IconPaint&) const = default;
};

/// What one rule draws for a thing. A rule with an icon and a text puts the text beside the icon.
struct Rule {
    std::string name;   ///< "water", "trunk"; unique within the style
    std::string layer;  ///< what a person may switch off: "roads", "buildings", "water", "land",
                        ///< "borders", "places", "names", "icons"
    float from_zoom = 0;
    float to_zoom = 99;         ///< exclusive
    std::int32_t order = 0;     ///< drawn in rising order within its pass
    std::int32_t priority = 0;  ///< of labels and icons: higher wins the room
    std::optional<AreaPaint> area;
    std::optional<LinePaint> line;
    std::optional<TextPaint> text;
    std::optional<IconPaint> icon;
    std::string legend;  ///< words in the key; "" if it is not listed
};

/// The mark of a grade or a passability (look: shape first, colour second).
enum class Mark : std::uint8_t {
    none,
    hollow_circle,
    half_disc,
    triangle,
    square,
    cross,
    hatched_square,
    blocked_disc,
    restricted_diamond,
    unknown_disc
};
struct ConditionPaint {
    Color fill = kNoColor;  ///< of footprints and of the mark
    Pattern pattern = Pattern::plain;
    Color pattern_color = kNoColor;
    Color edge;
    Mark mark = Mark::none;
    float footprint_from_zoom = 14;
    float mark_from_zoom = 17;
    float mark_px = 10;   ///< at its biggest: in keys and lists
    ByZoom mark_size_px;  ///< on the map
    std::string legend;
};

/// A facility's symbol: a pin (shelters) or an icon.
struct FacilityPaint {
    float from_zoom = 17;
    IconPaint icon;
    bool pin = false;  ///< a house-shaped pin instead of the icon's plate
    Color pin_fill, pin_edge;
    bool pin_dashed = false;
    bool never_dropped = false;  ///< shelters
    std::int32_t priority = 0;
    TextPaint text;
    float text_from_zoom = 15;
    std::string legend;
};

using RuleIndex = std::uint16_t;

/// A style: what is drawn for which tags at which zoom. Immutable; safe from several threads.
/// Read from `render/style/styles/NAME.yaml` (docs/style.md describes the file).
class Style {
public:
    /// DataError naming file, line and column.
    [[nodiscard]] static Style load(const std::filesystem::path& yaml_file);
    /// A name ("humanitarian", "sunlight", "print") of `styles_folder`, or a path of a .yaml file.
    /// UsageError for an unknown name, listing the known ones.
    [[nodiscard]] static Style find(const std::filesystem::path& styles_folder,
                                    std::string_view name_or_path);
    ~Style();
    Style(Style&&) noexcept;
    Style& operator=(Style&&) noexcept;

    [[nodiscard]] const std::string& name() const noexcept;
    [[nodiscard]] std::uint64_t fingerprint() const noexcept;  ///< a sum over the file's bytes
    [[nodiscard]] Color land() const noexcept;
    [[nodiscard]] const AreaPaint& sea() const noexcept;  ///< also for assembled coastlines
    [[nodiscard]] const Rule& outside() const noexcept;  ///< the map's bounds: always an area
    [[nodiscard]] std::span<const Rule> rules() const noexcept;

    /// Appends the rules that draw such a thing at this zoom, in rising order of their number.
    /// Fast: no allocation, one look-up a tag.
    void match(const Tags& tags, GeometryKind kind, double zoom,
               std::vector<RuleIndex>& into) const;

    [[nodiscard]] const ConditionPaint& grade(Grade grade) const noexcept;
    [[nodiscard]] const ConditionPaint& passability(Passability passability) const noexcept;
    /// nullptr: this kind of place is not drawn. `kind` as in Facility.
    [[nodiscard]] const FacilityPaint* facility(Theme theme, std::string_view kind,
                                                Suitability suitability) const noexcept;
    /// Those of a theme, the most important first.
    [[nodiscard]] std::vector<const FacilityPaint*> facilities(Theme theme) const;
    [[nodiscard]] const TextPaint& count_text() const noexcept;  ///< of grid counts
    /// "flood", "landslide"; others look alike.
    [[nodiscard]] const AreaPaint& hazard(std::string_view kind) const noexcept;
    [[nodiscard]] std::span<const Rule> hazards() const noexcept;  ///< each an area, for keys

private:
    struct Impl;
    explicit Style(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
