"""Shelters, care, water and supply: one of each kind that the rules know, and of each trap.

Rows are (number, where, tags, why). `where` is a point (node), a ring (area) or None (the outline
of that number in sites.py). A school is at least 200 m2 unless its row says otherwise.
"""
import plan
from geometry import rectangle
from sites import BOXES, LYCEE

_SHELTER = {"amenity": "shelter"}

SHELTERS = [
    (101, LYCEE, {"amenity": "school", "building": "school", "name": "Lekòl Nasyonal Bèl Rivyè", "name:fr": "École Nationale de Belle-Rivière", "emergency:social_facility": "shelter", "emergency:social_facility:capacity": "400", "emergency:phone": "+999 5550 0101", "wheelchair": "yes", "building:levels": "2", "addr:street": "Ri Lekòl", "addr:housenumber": "1"}, "designated: emergency:social_facility=shelter, capacity 400"),
    (102, None, {"leisure": "sports_centre", "building": "sports_hall", "name": "Jimnazyòm Minisipal", "name:fr": "Gymnase municipal", "evacuation_center": "yes", "capacity:persons": "250", "toilets": "yes"}, "designated: evacuation_center=yes, capacity 250"),
    (103, plan.PITCH, {"amenity": "refugee_site", "refugee": "yes", "name": "Kan Teren Foutbòl", "capacity": "600", "drinking_water": "yes"}, "designated camp: amenity=refugee_site, capacity 600"),
    (104, (1630, 1580), {"emergency": "assembly_point", "name": "Plas Sen Jan", "assembly_point:earthquake": "yes"}, "designated assembly point, open air; lies at exactly 19.1,-73"),
    (105, (770, 1800), {"emergency": "assembly_point", "operator": "Depo Pò S.A.", "access": "private"}, "a firm's fire muster point"),
    (106, None, {"amenity": "social_facility", "social_facility": "shelter", "social_facility:for": "homeless", "building": "yes", "name": "ملجأ السلام", "name:ht": "Abri Lapè", "name:fr": "Abri de la Paix", "capacity": "120"}, "suitable: social_facility=shelter, capacity 120; Arabic name itself"),
    (107, None, {"building": "bunker", "bunker_type": "bomb_shelter", "name": "Abri Pò a", "capacity": "80"}, "suitable against blast only, never in a flood"),
    (108, None, {"military": "bunker", "bunker_type": "bomb_shelter", "access": "private", "building": "yes"}, "private bunker: no shelter"),
    (109, (1872, 1190), {"entrance": "yes", "shelter_type": "bomb_shelter"}, "entrance of a bomb shelter: blast only"),
    (110, (1952, 1260), _SHELTER | {"shelter_type": "public_transport"}, "bus stop shelter: no"),
    (111, (3650, 390), _SHELTER | {"shelter_type": "picnic_shelter", "name": "Abri Piknik"}, "picnic shelter: no"),
    (112, (1600, 1560), _SHELTER | {"shelter_type": "gazebo"}, "gazebo: no"),
    (113, (1660, 1600), _SHELTER | {"shelter_type": "sun_shelter"}, "sun shelter: no"),
    (114, (3500, 2800), _SHELTER | {"shelter_type": "field_shelter"}, "field shelter for animals: no"),
    (115, (3900, 40), _SHELTER | {"shelter_type": "rock_shelter"}, "rock shelter: no"),
    (116, None, _SHELTER | {"shelter_type": "weather_shelter", "building": "hut", "name": "Abri Lapli"}, "mountain refuge: weather_shelter"),
    (117, None, _SHELTER | {"shelter_type": "basic_hut", "building": "hut", "name": "Kabàn Wo", "capacity": "8"}, "mountain refuge: basic_hut"),
    (118, (4620, 580), _SHELTER | {"shelter_type": "lean_to"}, "mountain refuge: lean_to"),
    (119, None, {"tourism": "alpine_hut", "building": "yes", "name": "Refij Mòn Nwa", "beds": "24"}, "mountain refuge: alpine_hut"),
    (148, (4130, 700), {"tourism": "wilderness_hut", "name": "Ti Refij"}, "mountain refuge: wilderness_hut, node"),
    (120, None, {"amenity": "community_centre", "building": "yes", "name": "शान्ति सामुदायिक भवन", "name:en": "Shanti community hall"}, "unchecked: community centre; Nepali name itself"),
    (121, None, {"amenity": "place_of_worship", "religion": "christian", "building": "church", "name": "Legliz Sen Jan", "name:fr": "Église Saint-Jean"}, "unchecked: church"),
    (122, None, {"amenity": "place_of_worship", "religion": "muslim", "building": "mosque", "name": "جامع النور", "name:ht": "Moske Limyè"}, "unchecked: mosque; Arabic name itself"),
    (123, None, {"amenity": "school", "building": "school", "name": "शान्ति विद्यालय", "name:ht": "Lekòl Chanti"}, "unchecked: school; Nepali name itself"),
    (124, plan.STADIUM, {"leisure": "stadium", "building": "stadium", "name": "Estad Lakwa", "capacity": "3000"}, "unchecked: stadium; the capacity means seats"),
    (125, None, {"tourism": "hotel", "building": "hotel", "name": "Otèl Lanmè", "name:fr": "Hôtel de la Mer", "rooms": "40"}, "unchecked: hotel"),
    (126, None, {"amenity": "school", "building": "school", "name": "Ti Lekòl Lakwa"}, "school of 154 m2: too small, no shelter"),
    (127, None, {"amenity": "townhall", "building": "civic", "name": "Meri Bèl Rivyè", "name:fr": "Mairie"}, "unchecked: town hall"),
    (128, (2160, 1872), _SHELTER, "untyped node without a building: no shelter"),
    (129, None, _SHELTER | {"building": "yes", "name": "Abri Sid"}, "unchecked: untyped amenity=shelter that is a building"),
    (130, (2440, 2470), {"amenity": "social_facility", "social_facility": "shelter", "name": "Kay Lespwa"}, "one shelter with way 72000131: node and area of one name"),
    (131, None, {"amenity": "social_facility", "social_facility": "shelter", "building": "yes", "name": "Kay Lespwa", "capacity": "60"}, "one shelter with node 71000130, suitable, capacity 60"),
    (133, None, {"amenity": "social_facility", "social_facility": "group_home", "social_facility:for": "child", "building": "yes", "name": "Kay Timoun"}, "never to be shown: children's group home"),
    (135, None, {"amenity": "social_facility", "social_facility": "shelter", "social_facility:for": "woman;abused", "building": "yes"}, "never to be shown: women's refuge"),
    (136, None, {"amenity": "social_facility", "social_facility": "shelter", "social_facility:for": "orphan", "building": "yes", "name": "Òfelina Sent Àn", "capacity": "45"}, "never to be shown: orphanage by tag"),
    (137, None, {"amenity": "social_facility", "social_facility": "group_home", "building": "yes", "name": "Kay Granmoun"}, "never to be shown: group_home, whoever for"),
    (138, None, {"evacuation_center": "yes", "disused": "yes", "building": "yes", "name": "Ansyen Sal Fèt"}, "designated but disused=yes: unusable"),
    (139, None, {"amenity": "school", "building": "school", "name": "Lekòl Pòtay Nò", "emergency:social_facility": "shelter", "emergency:social_facility:capacity": "150", "emergency:social_facility:opening_hours": "closed"}, "designated, but its opening_hours say closed"),
    (140, None, {"amenity": "college", "building": "college", "name": "Kolèj Nò", "disaster:shelter_type": "earthquake", "capacity:persons": "90"}, "designated: disaster:shelter_type"),
    (141, None, {"emergency:shelter_area": "yes", "leisure": "park", "name": "Pak Sid"}, "designated: emergency:shelter_area=yes, open air"),
    (142, None, {"idp:camp_site": "spontaneous_camp", "name": "Kan Bò Wout", "idp:status_20250910": "occupied", "idp:status_20260210": "empty"}, "unverified camp; newest status empty: closed"),
    (143, None, {"earthquake:damage": "spontaneous_camp", "name": "Kan Chanpyon"}, "unverified camp"),
    (144, None, {"amenity": "place_of_worship", "religion": "christian", "building": "church", "earthquake:damage": "severe", "name": "Chapèl Delivrans"}, "church with severe damage by tag: left out"),
    (145, (2004, 1600), {"highway": "bus_stop", "shelter": "yes", "name": "Estasyon Kapwa"}, "shelter=yes is a property of the stop: no"),
    (147, (1440, 1560), {"was:social_facility": "shelter", "name": "Ansyen Abri"}, "was: prefix, absent"),
    (149, None, {"amenity": "place_of_worship", "religion": "vodou", "building": "temple", "name": "Perestil Nò"}, "unchecked: place of worship"),
]

CARE = [
    (201, None, {"amenity": "hospital", "healthcare": "hospital", "building": "hospital", "name": "Lopital Sen Jan", "name:fr": "Hôpital Saint-Jean", "emergency": "yes", "beds": "80", "phone": "+999 5550 0201"}, "hospital, 80 beds; emergency=yes is its casualty department"),
    (202, None, {"amenity": "clinic", "healthcare": "clinic", "building": "yes", "name": "Klinik Lakwa"}, "clinic"),
    (203, None, {"amenity": "clinic", "building": "yes", "name": "Klinik Sid", "wheelchair": "limited"}, "clinic south of the river"),
    (204, (1700, 1660), {"amenity": "doctors", "name": "Doktè Enkoni"}, "doctors"),
    (205, (1580, 1480), {"amenity": "pharmacy", "dispensing": "yes", "name": "Famasi Sen Jan", "name:ar": "صيدلية القديس يوحنا"}, "pharmacy"),
    (206, (2300, 1540), {"healthcare": "physiotherapist", "name": "Fizyo Lakwa"}, "physiotherapist"),
    (207, (2420, 1600), {"healthcare": "alternative", "healthcare:speciality": "reiki", "name": "Reiki Limyè"}, "reiki: no care"),
    (208, (1250, 860), {"amenity": "hospital", "health_facility:type": "dispensary", "name": "Dispansè Nò", "pcode": "99455"}, "dispensary: no hospital; pcode is a facility code, no area"),
    (209, (1900, 2500), {"disused:amenity": "hospital", "name": "Ansyen Lopital"}, "disused: prefix, absent"),
    (210, (1545, 1200), {"emergency": "ambulance_station", "name": "Anbilans Sen Jan"}, "ambulance station"),
    (211, (4700, 2840), {"amenity": "doctors", "healthcare": "centre", "name": "Sant Sante Fon Dlo"}, "care behind the one bridge"),
]

WATER = [
    (301, (1610, 1600), {"amenity": "drinking_water", "name": "Tiyo Plas Sen Jan"}, "drinking water"),
    (302, (1905, 1945), {"amenity": "water_point", "drinking_water": "yes", "operator": "DINEPA-envante"}, "water point beside the camp"),
    (303, (2350, 2350), {"man_made": "water_well", "drinking_water": "yes", "pump": "manual"}, "well, drinkable"),
    (304, (2750, 1450), {"man_made": "water_well"}, "well, nobody says drinkable: not counted"),
    (305, (2850, 1700), {"man_made": "water_well", "drinking_water": "no", "pump": "no"}, "well, not drinkable"),
    (306, (1260, 1520), {"man_made": "water_tap", "drinking_water": "no"}, "tap, not drinkable"),
    (307, (3000, 700), {"natural": "spring", "drinking_water": "yes", "name": "Sous Mòn Nwa"}, "spring, drinkable"),
    (308, (3420, 480), {"natural": "spring"}, "spring, nobody says drinkable: not counted"),
    (309, (1150, 1700), {"man_made": "water_tap", "drinking_water": "yes", "name": "Tiyo"}, "tap, drinkable"),
    (310, (4820, 2830), {"man_made": "water_well", "drinking_water": "yes", "pump": "powered"}, "well in Fon Dlo"),
    (311, (1700, 2300), {"amenity": "drinking_water", "drinking_water": "no"}, "contradiction: drinking_water=no excludes"),
]

SUPPLY = [
    (401, None, {"amenity": "fuel", "building": "roof", "name": "Ponp Nasyonal", "fuel:diesel": "yes"}, "fuel"),
    (402, (1576, 1252), {"aeroway": "helipad", "name": "Elipò Lopital"}, "helipad, node"),
    (403, rectangle((2000, 3090), 26, 26), {"aeroway": "helipad", "surface": "concrete", "ref": "H2"}, "helipad, way"),
    (404, (3330, 2600), {"emergency": "landing_site", "name": "Jaden Fon"}, "landing site"),
    (405, (2735, 1740), {"emergency:helipad": "potential"}, "potential helipad, in the stadium"),
    (406, None, {"building": "warehouse", "name": "Depo Pò", "operator": "Depo Pò S.A."}, "warehouse"),
    (407, None, {"amenity": "social_facility", "social_facility": "food_bank", "building": "yes", "name": "Bank Manje"}, "food bank; no shelter"),
    (408, (1400, 1700), {"amenity": "social_facility", "social_facility": "soup_kitchen", "name": "Kizin Kominotè"}, "soup kitchen; no shelter"),
    (409, None, {"amenity": "fire_station", "building": "fire_station", "name": "Ponpye Bèl Rivyè"}, "fire station"),
    (410, None, {"amenity": "police", "building": "yes", "name": "Komisarya Sen Jan"}, "police"),
    (411, plan.PORT, {"landuse": "industrial", "industrial": "port", "name": "Pò Bèl Rivyè"}, "port"),
    (412, plan.AERODROME, {"aeroway": "aerodrome", "name": "Ayewopò Bèl Rivyè", "name:fr": "Aéroport de Belle-Rivière", "icao": "ZZZZ"}, "aerodrome"),
    (414, None, {"office": "ngo", "building": "yes", "name": "Konbit Solidarite"}, "ngo office"),
    (415, (2080, 1560), {"emergency": "disaster_help_point", "name": "Pwen Èd Lakwa"}, "disaster help point"),
    (417, (745, 1752), {"amenity": "ferry_terminal", "name": "Waf Ti Zile"}, "ferry terminal"),
    (418, (2150, 3300), {"disused:amenity": "fuel"}, "disused fuel station: absent"),
]

_TOWN_NAMES = {"name": "Bèl Rivyè", "name:ht": "Bèl Rivyè", "name:fr": "Belle-Rivière", "name:en": "Bel Rivye", "name:ar": "بل ريفيي",
               "name:ne": "बेल रिभिये", "alt_name": "Vil Rivyè;La Belle", "old_name": "Fort-Rivière", "official_name": "Vil Bèl Rivyè"}

PLACES = [
    (701, (1640, 1500), _TOWN_NAMES | {"place": "town", "population": "14200", "note": "Invented town of the Konbit project, in open sea. It does not exist."}, "the town; its edit of 2026-03-09 dates the map"),
    (702, (1500, 1860), {"place": "quarter", "name": "Anba Lavil"}, "quarter"),
    (703, (2260, 1130), {"place": "quarter", "name": "Mòn Nwa", "name:fr": "Morne Noir"}, "quarter; its name is the mountain's too"),
    (704, (2520, 1640), {"place": "quarter", "name": "Lakwa", "name:fr": "La Croix", "name:ne": "लाक्वा"}, "quarter"),
    (705, (2080, 2440), {"place": "quarter", "name": "Sid Rivyè"}, "quarter"),
    (706, (1320, 940), {"place": "quarter", "name": "Pòtay Nò", "old_name": "Portail Nord"}, "quarter"),
    (707, (4800, 2860), {"place": "village", "name": "Fon Dlo", "name:fr": "Fond-de-l'Eau", "population": "420"}, "the village behind one bridge, way 72000522"),
    (708, (-200, 2410), {"place": "hamlet", "name": "Ti Zile"}, "hamlet on the islet, by ferry only"),
    (709, (4180, 330), {"natural": "peak", "name": "Mòn Nwa", "ele": "412"}, "peak"),
    (716, (3900, 3500), {"place": "locality", "name": "Kafou Tonton", "loc_name": "Tonton"}, "locality with a loc_name"),
    (717, (2010, 2890), {"place": "hamlet", "name": "Nan Palmis", "name_1": "Palmis", "int_name": "Palm Grove"}, "hamlet with name_1 and int_name"),
    (718, (2000, 1500), {"office": "government", "operator": "Biwo Dwàn", "addr:street": "Wout Nasyonal 2", "addr:housenumber": "144"}, "no name, only an operator"),
]


def add_places(town):
    for title, rows in (("Shelters, and what is none", SHELTERS), ("Care", CARE), ("Water", WATER),
                        ("Supply", SUPPLY), ("Names and addresses", PLACES)):
        town.group(title)
        for number, where, tags, why in rows:
            ring = BOXES[number] if where is None else where
            if isinstance(ring, tuple):
                town.node(ring, tags, number, why)
            else:
                town.area(ring, tags, number, why)
