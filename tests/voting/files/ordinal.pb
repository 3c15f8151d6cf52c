META
key;value
description;Three projects in order
country;France
unit;Exemple
instance;2025
num_projects;4
num_votes;4
budget;700
vote_type;ordinal
rule;greedy-no-skip
date_begin;2025
date_end;2025
min_length;2
max_length;3
scoring_fn;Borda
PROJECTS
project_id;cost;votes;score;name;selected
OGM/0001/25;400;4;10;La halle;1
OGM/0002/25;300;3;5;Le lavoir;1
OGM/0003/25;300;2;3;La haie;0
L4;100;2;3;Le pont;0
VOTES
voter_id;vote;points
v1;OGM/0001/25,OGM/0002/25,OGM/0003/25;3,2,1
v2;OGM/0001/25,OGM/0003/25,L4;3,2,1
v3;OGM/0002/25,OGM/0001/25;2,1
v4;OGM/0001/25,L4,OGM/0002/25;3,2,1
