META
key;value
description;Ten points to spread over at most three projects
country;France
unit;Exemple
instance;2025
num_projects;4
num_votes;5
budget;900
vote_type;cumulative
rule;greedy
date_begin;01.03.2025
date_end;31.03.2025
max_length;3
max_sum_points;10
min_points;1
PROJECTS
project_id;cost;votes;score;name;category;beneficiaries;selected
parc;500;4;21;Un parc;nature,sport;enfants;1
banc;300;3;16;Des bancs;nature;aînés,enfants;1
four;200;3;11;Un four;culture;;0
mur;100;1;2;Un mur;culture;;1
VOTES
voter_id;sex;vote;points
1;F;parc,banc;6,4
2;M;banc,four,mur;5,3,2
3;F;parc;10
4;;four,parc;6,4
5;M;banc,four,parc;7,2,1
