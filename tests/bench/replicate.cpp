// Makes a big extract of a small one: copies side by side, joined by roads, for benchmarks.

#include "tests/bench/drivable_roads.hpp"
#include "tests/bench/extract_copies.hpp"
#include "tests/bench/replica_check.hpp"
#include "tests/bench/replica_grid.hpp"
#include "tests/bench/road_joins.hpp"

#include <CLI/CLI.hpp>
#include <osmium/builder/osm_object_builder.hpp>
#include <osmium/io/any_output.hpp>

#include <algorithm>
#include <exception>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

struct Options {
    std::string input;
    std::string output;
    int copies = 0;
    IdMode ids = IdMode::small;
    bool verify = false;
};

std::vector<RoadJoin> plan_joins(const std::string& input, const ExtractCopies& extract,
                                 const ReplicaGrid& grid) {
    const DrivableRoads roads = read_drivable_roads(input);
    const auto connected = roads.largest_component();
    const auto main_roads = roads.main_road_nodes();
    std::vector<std::int64_t> both;
    std::set_intersection(connected.begin(), connected.end(), main_roads.begin(), main_roads.end(),
                          std::back_inserter(both));
    return join_neighbours(grid, extract.locate(both));
}

osmium::io::Header header_for(const ExtractCopies& extract, const ReplicaGrid& grid) {
    osmium::io::Header header;
    header.set("generator", "konbit replicate");
    header.set("sorting", "Type_then_ID");
    if (const auto time = extract.header().get("timestamp"); !time.empty()) {
        header.set("timestamp", time);
        header.set("osmosis_replication_timestamp", time);
    }
    const Extent& all = grid.extent();
    osmium::Box box;
    box.extend(osmium::Location{all.west_e7, all.south_e7});
    box.extend(osmium::Location{all.east_e7, all.north_e7});
    header.add_box(box);
    return header;
}

void write_copies(osmium::io::Writer& writer, const ExtractCopies& extract, const ReplicaGrid& grid,
                  osmium::item_type type) {
    for (int copy = 0; copy < grid.copies(); ++copy) {
        for (std::size_t chunk = 0; chunk < extract.chunks(); ++chunk) {
            auto objects = extract.copy_of(chunk, type, copy, grid.shift(copy));
            if (objects.committed() > 0) {
                writer(std::move(objects));
            }
        }
    }
}

void write_joins(osmium::io::Writer& writer, const ExtractCopies& extract, const ReplicaGrid& grid,
                 const std::vector<RoadJoin>& joins) {
    const CopyIds& nodes = extract.ids(osmium::item_type::node);
    std::int64_t id = extract.ids(osmium::item_type::way).end(grid.copies());
    osmium::memory::Buffer buffer{1 << 16, osmium::memory::Buffer::auto_grow::yes};
    for (const auto& join : joins) {
        {
            osmium::builder::WayBuilder way{buffer};
            way.set_id(id++);
            if (extract.metadata().version()) {
                way.set_version(1);
            }
            if (extract.metadata().timestamp()) {
                way.set_timestamp(extract.newest());
            }
            way.add_tags({{"highway", "primary"}});
            osmium::builder::WayNodeListBuilder refs{way};
            refs.add_node_ref(nodes.id(join.from_node, join.from_copy));
            refs.add_node_ref(nodes.id(join.to_node, join.to_copy));
        }
        buffer.commit();
    }
    if (buffer.committed() > 0) {
        writer(std::move(buffer));
    }
}

void replicate(const Options& options) {
    const ExtractCopies extract{options.input, options.ids};
    const ReplicaGrid grid{extract.extent(), options.copies};
    const auto joins = plan_joins(options.input, extract, grid);

    osmium::io::File file{options.output};
    file.set("add_metadata", extract.metadata().to_string());
    osmium::io::Writer writer{file, header_for(extract, grid), osmium::io::overwrite::allow};
    write_copies(writer, extract, grid, osmium::item_type::node);
    write_copies(writer, extract, grid, osmium::item_type::way);
    write_joins(writer, extract, grid, joins);
    write_copies(writer, extract, grid, osmium::item_type::relation);
    writer.close();
    std::cerr << options.output << ": " << options.copies << " copies joined by " << joins.size()
              << " roads\n";
}

bool verify(const Options& options) {
    // Which borders exist depends on the number of copies alone.
    const ReplicaGrid grid{{0, 0, 1, 1}, options.copies};
    const auto borders = grid.west_east_neighbours().size() + grid.south_north_neighbours().size();
    const Census expected = expected_of_copies(
        count(options.input), options.copies, kJoinsPerBorder * static_cast<std::int64_t>(borders));
    const Census found = count(options.output);
    std::cout << "expected: " << to_string(expected) << "\nfound:    " << to_string(found) << '\n';
    return found == expected;
}

}  // namespace

int main(int argc, char* argv[]) {
    Options options;
    CLI::App app{
        "Make copies of an extract side by side, joined by roads into one network.\n"
        "The extract must be sorted by type and id; it is held in memory."};
    app.add_option("IN", options.input, "the extract")->required();
    app.add_option("OUT", options.output, "the file to write; replaced if it exists")->required();
    app.add_option("COPIES", options.copies, "how many copies")->required();
    app.add_option("--ids", options.ids, "small: numbered from 1; real: as in IN, then above")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, IdMode>{{"small", IdMode::small}, {"real", IdMode::real}}));
    app.add_flag("--verify", options.verify, "write nothing, check that OUT is what it should be");
    CLI11_PARSE(app, argc, argv);

    try {
        if (!options.verify) {
            replicate(options);
            return 0;
        }
        if (verify(options)) {
            return 0;
        }
        std::cerr << "replicate: " << options.output << " is not " << options.copies
                  << " joined copies of " << options.input << '\n';
    } catch (const std::exception& error) {
        std::cerr << "replicate: " << options.input << " -> " << options.output << ": "
                  << error.what() << '\n';
    }
    return 1;
}
