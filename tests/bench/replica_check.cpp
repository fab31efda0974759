#include "tests/bench/replica_check.hpp"

#include "tests/bench/drivable_roads.hpp"

#include <osmium/handler/check_order.hpp>
#include <osmium/io/any_input.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <osmium/visitor.hpp>

#include <stdexcept>

namespace {

class Counter : public osmium::handler::Handler {
public:
    explicit Counter(Census& census) : census_{census} {}

    void osm_object(const osmium::OSMObject& object) {
        census_.tags += static_cast<std::int64_t>(object.tags().size());
        census_.versions += object.version();
    }
    void node(const osmium::Node& node) {
        ++census_.nodes;
        if (node.location().is_defined() && !node.location().valid()) {
            throw std::runtime_error{"n" + std::to_string(node.id()) + " lies out of range"};
        }
    }
    void way(const osmium::Way& way) {
        ++census_.ways;
        census_.references += static_cast<std::int64_t>(way.nodes().size());
        roads_.add(way);
    }
    void relation(const osmium::Relation& relation) {
        ++census_.relations;
        census_.references += static_cast<std::int64_t>(relation.members().size());
    }
    [[nodiscard]] const DrivableRoads& roads() const noexcept { return roads_; }

private:
    Census& census_;
    DrivableRoads roads_;
};

}  // namespace

Census count(const std::string& path) {
    Census census;
    Counter counter{census};
    osmium::handler::CheckOrder in_order;
    osmium::io::Reader reader{path};
    while (const auto buffer = reader.read()) {
        osmium::apply(buffer, in_order, counter);
    }
    reader.close();
    census.connected = static_cast<std::int64_t>(counter.roads().largest_component().size());
    return census;
}

Census expected_of_copies(const Census& original, int copies, std::int64_t joins) {
    return {.nodes = original.nodes * copies,
            .ways = original.ways * copies + joins,
            .relations = original.relations * copies,
            .tags = original.tags * copies + joins,
            .references = original.references * copies + 2 * joins,
            .versions = original.versions * copies + (original.versions > 0 ? joins : 0),
            .connected = original.connected * copies};
}

std::string to_string(const Census& c) {
    return std::to_string(c.nodes) + " nodes, " + std::to_string(c.ways) + " ways, " +
           std::to_string(c.relations) + " relations, " + std::to_string(c.tags) + " tags, " +
           std::to_string(c.references) + " references, versions adding up to " +
           std::to_string(c.versions) + ", " + std::to_string(c.connected) +
           " road nodes connected";
}
