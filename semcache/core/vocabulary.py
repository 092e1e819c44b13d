"""Common English words, irregular forms and close synonyms.

Made by tools/make_vocabulary.py from WordNet 3.0 and the vocabulary of bert-base-uncased (Apache-2.0).

WordNet 3.0 Copyright 2006 by Princeton University.  All rights reserved.  This software and database is being
provided to you, the LICENSEE, by Princeton University under the following license.  By obtaining, using and/or copying
this software and database, you agree that you have read, understood, and will comply with these terms and
conditions: Permission to use, copy, modify and distribute this software and database and its documentation for any
purpose and without fee or royalty is hereby granted, provided that you agree to comply with the following copyright
notice and statements, including the disclaimer, and that the same appear on ALL copies of the software, database and
documentation, including modifications that you make for internal use or for distribution.  THIS SOFTWARE AND DATABASE
IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED.  BY WAY OF
EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES OF MERCHANTABILITY OR FITNESS
FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY
THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.  The name of Princeton University or Princeton may not be
used in advertising or publicity pertaining to distribution of the software and/or database.  Title to copyright in
this software, database and any associated documentation shall at all times remain with Princeton University and
LICENSEE agrees to preserve same.
"""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

NOUNS = frozenset(
    """
aa ab aba abandonment abasement abbess abbey abbot abbreviation abdomen abduction aberration ability abjection
ablation abnormality abode abolition abolitionist aborigine abort abortion abreaction abridgment abruptness abscess
abscissa abseil absence absenteeism absorbency absorption abstention abstraction abstractionism abstruseness absurdity
abundance abyss acacia academia academicianship academy acceleration accelerator accent accenting acceptance access
accessibility accession accessory accident accommodation accompaniment accomplice accomplishment accordance accordion
account accountability accountant accounting accouterment accreditation accretion acculturation accumulation accuracy
accusation accused ace acetone acetonemia achievement acid acidity acolyte acquaintance acquiescence acquiring
acquisition acre acreage acres acrobatics acronym act acting actinometer action activation activism activity actor
actress actuality ad adaptation addict addiction addition additive adduct adenoma adequacy adherence adherent adhesive
adieu adios adjective adjournment adjudication adjunct adjustment adjutant administration administrator admiral
admiralty admiration admirer admission admonition ado adobe adolescence adonis adoption adrenaline adroitness
adulation adult adulterer adultery adulthood advancement advantage advent adventure adventurer adverb adversary
adversity advert advertisement advertising advice advisability adviser advisor advocacy aegis aeon aeration aerator
aerodrome aeronautics aerosol aerospace aesthetics affair affairs affection affidavit affiliate affiliation affinity
affirmation affluence affright affront afghan aftereffect afterlife aftermath afternoon agate age agency agenda agent
agglomeration agglutination agglutinin aggregation aggregator aggression aggressiveness aggressor agitation agony
agreement agriculture ague ai aide ail ailment aimlessness air airbrush airbus aircraft airfield airflow airframe
airing airlift airline airmail airplane airport airs airship airspace airspeed airway aisle ala alabaster alarm album
albumin alchemy alcohol alcoholism alderman ale alerting alertness alexia algae algebra algorithm alias alibi
alienation alignment aliment aliquot alkali alkylbenzenesulfonate allegation allegiance allegory alley alleyway
alliance allies alligator allocation allotment allowance alloy allure allusion ally almond aloes aloneness aloofness
alpha alphabet altar alteration altercation altering alternative altitude altruism aluminium aluminum alumnus alundum
alveolus amalgamation amateur amateurishness amazement amazon ambassador ambiance ambiguity ambition ambulance
ambuscade ambush amelia amendment amenities aminomethane amir amity ammo ammonia ammoniac ammunition amnesia amnesty
amorist amount amour amp amphibology amplification amplifier amplitude amulet amusement ana anachronism anaconda
anaesthesia anagram analogue analogy analysis analyst analyticity analyzer anaplasmosis anarchist anarchy anastomosis
anatomy ancestor ancestry anchorage andrena android anecdote anemia angel angelica anger angle angst anguish animal
animation animator anime animosity anion anionic ankle anna annals annex annexation annihilation anniversary
announcement announcer annoyance annum anode anomaly anomie anonymity anorexia ant antagonism antagonist ante anteater
antecedent antelope antenna anthem anthill anthology anthropologist anthropology antibody anticipation anticoagulation
antigen antipathy antiquity antiredeposition antiserum antithesis anvil anxiety aorta apache apartheid apartment ape
aperture apex aplomb apocalypse apogee apologia apologist apology apostle apothecary apparatus apparel apparition
appeal appearance appearing appendix appetite applause apple applejack applicability applicant application applicator
applique appointee appointment appraisal appraiser appreciation apprehension apprentice apprenticeship appropriation
approval approximation apron aptitude aqua aquaplane aquarium aquatics aquatint aqueduct ar arbitrage arbitration
arbor arboretum arc arcade archaeologist archaeology archangel archbishop archdeacon archdiocese archduke archer
archery archipelago architect architecture archive archives archway arctic ardor are area areaway arena argentine
argon argot arguing argument argus argyle argyll aria arianist aridity aristocracy arithmetic ark arm armada armadillo
armament armchair armful armistice armoire armor armory armour armpit arms army aroma arousal arrangement arranger
arranging array arrival arrogance arrow arroyo arsenal arsenic arson art arteriole arteriolosclerosis artery arthritis
article articulation artifact artifice artillery artilleryman artisan artist artistry arts artwork asbestos ascendancy
ascension ascent ascot ash asking aspect aspen asphalt aspirant aspirate aspiration aspirin ass assassin assassination
assault assay assemblage assembly assent assertion assertiveness assessment assessor asset assets assiduity assignee
assigning assignment assimilation assistance assistant association assortment assumption assurance asterisk asthma
astonishment astronaut astronomer astronomy astrophysics asylum asymmetry asynchrony at atheist athlete athleticism
athletics atlas atm atmosphere atoll atom atrium atrophy attache attachment attacker attainment attendance attendant
attending attention attic attire attitude attorney attraction auction auctioneer audacity audience audio audit auditor
auditorium aunt aura aurora auspices austerity authentication authenticity author authorities authority authorization
authorship autism auto autobiography autoclave autofluorescence autograph autoloader automation automobile autonomy
autopsy autumn auxiliary availability avalanche avarice avatar avenue aversion aviary aviation aviator avocado
avoidance awakening award awarding awareness awe awfulness ax axe axiom axis axle azimuth baa baba babbitt babbling
babe babel babu baby baccalaureate bachelor backbend backbone backdrop backer backfire background backing backlash
backlog backpack backseat backside backspace backstage backstop backstroke backup backwoods backyard bacon bacteria
bacterium badge badminton badness baffled bag baggage bagpipe bail bailey bait baker bakery balance balancing balcony
bale balkiness ball ballad ballast ballerina ballet balletomane balloon ballooning ballot ballpark ballplayer ballroom
ballyhoo balsam balustrade bam bamboo banana band bandage bandit bandoleer bandstand bandwidth bane banging banister
banjo bank banker banking bankroll bankruptcy banner banning banquet banshee banter baptism bar barb barbarian barbell
barbeque barber barbital barbiturate bard barf bargain bargaining barge barium bark barkeep barker barley barn
barnburner barnful barnyard baron baroness baronet baronetcy barony baroreceptor barrack barrage barrel barrels
barricade barrier barrio barrister barrow bars bartender barter bartlett basalt baseball baseline basement bash basics
basil basileus basilica basin basis basket basketball bass basset bassinet bassist bastinado bastion batch bath bather
bathing bathos bathrobe bathroom bathtub batik batman baton batsman battalion batten battery batting battle
battlefield battlefront battleground battleship batwing baulk bawdyhouse bay bayonet bayou bazaar beach beachhead
beacon bead beadle beads beadsman beak beam bean beard bearer bearing beast beating beatnik beats beau beauty beaver
bebop beck bed bedding bedground bedpost bedrock bedroom bedside bedstead bedtime bee beebread beech beef beehive beep
beer beeswax beetle beggar beggary begging beginner beginning behalf behavior behaviour being belay belch belching
belfry belief believer believing bell belle bellhop belly bellyache belonging belongings belt ben bench bender bending
bends benedict benedictine benediction benefactor benefice beneficiary benefit benjamin benny bequest bereavement berg
berlin berry berth beryllium besieger bestowal bestseller beta beth bethel betrayal betterment beverage bevy
bewilderment bey bias bib bible bibliography biceps bickering bicycle bidder bidding biff bight bike bikini bile bilge
bilharziasis bill billboard billet billing billionaire billy bin binder binding binge bingo binoculars bioassay
biochemistry biodiversity biographer biography biologist biology biomass biomedicine biophysicist biopsy biotechnology
biplane bird birdbath birdhouse birdlime birdnest birefringence birr birth birthday birthplace birthright biscuit
bishop bishopric bishopry bison bit biter bitt bitterness bitters bivouac blabber blackball blackberry blackboard
blackening blackguard blackjack blackleg blacklist blackmail blackmailer blackness blackout blacksmith blacktop
blackwash bladder blade blah blanc blandness blanket blare blaring blarney blasphemy blatancy blather blaze blazon
bleach bleachers bleb bleeding bleep blemish blending blessing blether blight blindness blinker bliss blitz blitzkrieg
blizzard bloat blob bloc block blockade blockbuster blocking blog blogger bloke blonde blood bloodhound bloodshed
bloodstream blossom blot blotch blouse blow blower blowfish blowing bludgeon bluefish bluegrass blueprint blues
bluestocking bluff blunder blur bluster boar board boarding boardinghouse boards boardwalk boat boater boating
boatload boatswain bobble bobby bobbysoxer bobsled bodice body bodybuilder bodybuilding bodyguard bog bogy bohemia
boiler boiling boldface boldness bolivar bolivia bolo bologna bolt bomb bombard bombardier bombardment bombast bomber
bombing bombproof bond bonding bondsman bone bonemeal bones bonfire bong bonnet bonus boob booby boogie book bookcase
booker booking booklet bookshelf bookstore boondoggle booster boot booth bootlegger bootlegging bootstrap booty booze
bop borate border boredom borough borrower borrowing bosom boss bot botanist botany botch bottle bottleneck bottom
bottomland boucle bough boulder boulevard bouncing boundary bounds bounty bouquet bourbon bourgeoisie bourne bout
boutique bower bowl bowlder bowler bowling bowls bowman bowstring box boxcar boxer boxers boxing boy boyfriend boyhood
bra bracelet bracing bracket brad braggadocio braid brail braille brain brainstorm brake brakes bramble bran branch
brand branding brandy brant brass brat brattice bravado bravery bravo brawl bray brazenness brazil bread breadth
breakable breakaway breakdown breaker breakers breakfast breaking breakout breakthrough breakup breakwater bream
breast breaststroke breastwork breath breathing breeches breed breeze brent brethren brevet brevity brew brewer
brewery brewing bribe briber bribery brick bricklayer bricklaying bride bridegroom bridge bridgehead bridle briefcase
briefing briefs brier brig brigade brigadier brightness brilliance brilliancy brim brine bringing brink bristle brit
broach broadcast broadcaster broadcasting broadening broadside brocade broiler broker brokerage bronc bronchiole
bronchiolitis bronchus bronze brooch brood brook broom brothel brother brotherhood brow browning browse browser
brucellosis brunch brushing brutality brute bubble buccaneer buckboard bucket buckskin bud buddy budget buff buffalo
buffer buffoon bug bugger buggy bugle bugler builder building buildup bulb bulge bulk bull bulldog bullet bullethead
bulletin bullock bullyboy bulwark bum bumblebee bumper bun bunch bunco bundle bung bungalow bungle bunk bunker
bunkmate bunny bunt bunter buoy bur burden bureau bureaucracy burger burgess burglar burglary burgundy burial burl
burner burp burr burrow bursitis burthen burying bus busboy bush bushel bushwhacker business businessman businessmen
buss buster butler butte butter butterfat butterfly buttocks button buttonhole buttress buyer buying bye byte cab
cabal cabana cabaret cabbage cabin cabinet cable cache cactus cad cadaver caddie caddy cadence cadenza cadet cadre
cafe cafeteria cage cake cakewalk calamity calcification calcimine calcium calculation calculus calendar calender calf
caliber calibration calibre caliper caliph caliphate calk caller calling calliper callousness callus calming calmness
calorimeter calumny calving cam camaraderie camber camel cameo camera camp campaign campaigning camper campfire
campground camping campmate campus canal cancellation cancer candidacy candidate candle candlewick candour candy cane
caning canker cannabis cannon cannonade canoe canon canopy cant cantata canteen canter cantilever cantle canton cantor
canvas canyon canyonside cap capability capacitance capacitor capacity caparison cape capillary capital capitalism
capitol capriole capstan capsule captain caption captive captivity captor car carabao caravan carbine carbon carbonate
carcass card cardboard cardiomegaly cardroom cards career careerism carelessness caressing caretaker cargo carload
carnage carnival carol carom carouse carousel carp carpenter carpentry carpet carping carriage carrier carrot cart
cartel carter cartilage carton cartoon cartoonist cartridge cartwheel cartwright carver carving case cash cashier
cashmere casino casket cassette cassie castanets caste castigation casting castle castrate casualty cat catalog
catalogue catalyst catastrophe catcall catcher catching catchment catecholamine category caterer catering caterpillar
caterwaul catfish catharsis cathedral catheter cathode catkin catnap cattle cattleman caulk causeway causing caution
cavalcade cavalry cavalryman cave caveat caveman cavern cavil cavity cayman cc cedar ceiling celebrant celebration
celebrity celerity cell cellar cello cellulose cement cemetery censor censorship censure census cent centennial center
centerfield centering centimeter centralization centre centrifugation century ceramics cere cerebellum ceremony
certainty certificate certification certiorari certitude chad chagrin chain chains chair chairman chairperson chaise
chalk challenger chamber chamberlain chambermaid chamfer champ champagne champaign champion championship chance
chancel chancellor chandelier chandler channel channels chanting chaos chap chapel chaperon chaperone chaplain chapman
chapter char character characteristic characterization charcoal charger chariot charisma charity charlatan charlotte
charm charnel chart charter chased chasse chassis chastisement chastity chateau chattering chauffeur chaw checkbook
checker checklist checkmate checkout checkpoint checkup cheek cheekbone cheep cheer cheerfulness cheering cheese
cheesecloth chef chela chemist chemistry chemotherapy cheque chequer chess chest chesterfield chevalier chewing chi
chicane chick chicken chieftain chignon child childbirth childhood childishness chile chili chill chime chimney chin
china chine chip chips chiropractor chirrup chisel chitchat chivalry chloride chlorine chloroform chlorothiazide
chlorpromazine chock chocolate choice choir choirboy choking cholelithiasis cholera cholesterol chomp chopper chorale
chord chore choreographer choreography chorine chorus chosen chow christ christening chromatogram chromatography
chrome chromium chromosome chronology chrysanthemum chump chunk church churchgoer churchman churchyard chute cicada
cicero cigar cigarette ciliate cilium cinch cinder cinema cinematographer cinematography cinnamon cipher circle
circuit circuitry circulation circumference circumstance circumstances circus cisco citadel citation citizen
citizenship citron citrus city civilization clabber clack clade claimant clairvoyance clam clamoring clamour clamshell
clan clangor clangoring clangour clannishness clapboard clapping clarence claret clarinet clarity clary clash class
classicist classics classification classifier classmate classroom clause claustrophobia claw claxon clay cleaner
cleaning cleanup clearance clearing clearness cleat cleavage cleft clergy clergyman cleric clerk clerking cleverness
clew cliche client clientele cliff climate climax climbing clinic clinker clip clique clit cloak clock clocking clocks
clod clodhopper cloister clone clop closeness closet closeup closure clot cloth clothes clothesbrush clotheshorse
clothesline clothing cloture cloud cloudburst clout clover clown clowning club clubfoot clubhouse clue clump clunk
cluster clutches clutter cm coach coaching coal coalescence coalition coast coaster coastline coat coating coattail
cobalt cobble cobbler cobblestone cobra coca cocaine coccidioidomycosis coccidiosis cochin cockatoo cocker cockle
cockpit cockroach cocktail coco cocoa coconut cocoon code codex codification coding coefficient coexistence coffee
coffeehouse coffeepot coffin cog cognition cognizance cohesion cohesiveness coif coiffure coin coinage coincidence
coke col cola coldness cole coliseum collaboration collaborator collage collar collarbone colleague collecting
collection collector colleen college collegian collier colliery collins collision collusion cologne colon colonel
colonization colony color coloration coloratura colorcast coloring colors colours colt columbine column columnist coma
comb combat combination combining combo combustion comeback comedian comedy comer comet comfit comfort comforts
command commandant commander commandment commando commemoration commencement commendation comment commentary
commentator commerce commercialism commercialization commie commiseration commissary commission commissioner
commissioning commitment committee committeeman commodity commodore commoner commons commonwealth commotion commune
communicating communication communications communion communique communism community commutation commutator commuter
commuting companion companionship company comparing comparison compartment compass compassion compatibility compatriot
compensation compere competence competition competitor compilation compiler compiling complaint complaisance
complement completeness completion complexion complexity compliance complication complicity compliment component
comportment composer composing composite composition compost composure compounding comprehension compression
compressor compromise compulsion compulsivity compunction computation computer computing comrade con conceit
concentration concept conception conceptuality conceptualization concert concertina concerto concession concessionaire
concierge conciseness conclave conclusion concord concourse concrete concurrence concurrency concussion condemnation
condensation condenser condescension condition conditioner conditioning conditions condo condom condor conducting
conduction conductivity conductor cone confab confect confection confederacy confederation conference confession
confessor confidant confidante confidence confidentiality configuration confinement confines confirmation conflict
confluence conformity confrere confrontation confusion conga conge congee congestion congo congratulation
congratulations congregation congress congressman conjecture conjugate conjunction conk connection connectivity
connector connoisseur connotation conqueror conquest conscience consciousness conscription consecration consensus
consent consequence conservation conservatism conservatoire conservatory consideration consistence consistency
consolation consolidation consonant consortium conspiracy conspirator constable constabulary constancy constatation
constellation consternation constituency constituent constitution constraint constriction construction consul
consulate consultancy consultant consultation consumer consumption contact container containment contamination
contemplation contemporaries contempt contender content contention contents contest contestant context continence
continent contingency contingent continuance continuation continuity continuum contortion contour contrabass
contraception contraceptive contract contracting contraction contractor contradance contradiction contradistinction
contralto contraption contrast contredanse contribution contributor contrition contrivance control controller
controversy contusion convection convenience convent convention convergence conversation conversion convertible
convexity conveyor conviction convoy coo cookfire cookie cooking coolant cooler cooling coolness coop cooper
cooperation coordination coordinator cop coping copper copy copying copyright coquette coral corbel cord cordoba cords
corduroy corduroys core cork corkscrew corn corner cornerback cornerstone cornfield cornice cornmeal corona coronation
coroner corp corporal corporation corporeality corps corpse corpulence corpus corral correction corrections
correctness correlation correspondence correspondent corridor corrosion corruption corsage corset cortex
corticosteroid corticotropin corvette cosecant cosh cosigner cosmos cost costa costing costs costume cot cote cottage
cotton cottonmouth couch coughing coulter council councillor counsel counseling counselor countdown countenance
counter counterattack counterbalance countercheck counterclaim countermand countermarch countermine counteroffensive
counterpart counterplot counterpoint counterpoise counterproposal countershot countersign countersink counterweight
countess counting country countryman countryside county coup coupe couple coupling coupon courage courier course court
courtesy courthouse courtier courtroom courtship courtyard cousin cove coven covenant coverage covering coverlet
covetousness cow coward cowardice cowboy cowhand cowhide cowl cowling cowpuncher cows cox coyness coyote cps crab
crabs cracker cracking crackling crackpot cradle craft crafter craftsman craftsmanship crag cramp crape crassness
crate crater craving crawfish crawling crayon craze creaking cream creation creativeness creativity creator creature
creche credentials credibility credit credits credo creed creek creeper creeping crenel creole creosote crepe crest
crevice crew crib crick cricket cricketer crime criminal criminality crimp crinkle crisis crispness criterion critic
criticism critique croaking crock crocodile croft crofter crone crony crook crop croquet crore crossbow crossbreed
crosscut crosshatch crossing crossover crossroad crossroads crotch crowbait crowd crown crucifix crucifixion crudity
cruelty cruiser crumb crunch crupper crusade crusader crusher crust crutch cryostat crypt crystal crystallite
crystallography cub cube cubism cuckold cuckoo cud cudgel cue cuff cufflink cuisine cull culmination culprit cult
cultist cultivation culture cum cummings cumulus cunning cup cupboard cupping cur curate curator curb curbside
curdling curio curiosity currant currency current curriculum curry currycomb curtain curtness curtsey curtsy curvature
curve curvet cushioning cusp cuss custodian custody custom customer customs cutlass cutler cutter cutting cycle
cycling cyclist cyclone cyclostyle cylinder cynic cypher cypress cyst cytolysis cytoplasm dad dadaism daddy dado
daemon daffodil dagger dahl daiquiri dairy dairyman dais daisy dal dale dam damage damages dame damnation dancer
dancing dandelion danger dangling danish daphne dapple daring darkness darling darts das dashboard data database date
dateline dating datum daub daughter dauphin davenport dawn dawning day daybed daybreak daylight days daytime daze
deacon deadhead deadline deadlock dealer dealing dealings dean death deathbed debacle debate debauch debility debit
debris debt debunking debut dec decade decay decease decedent deceit deceleration decency deception decimeter decision
deck decker declamation declaration declivity deco decomposition decor decoration decorativeness decorator decorum
decoy decree decrement dedication deduction deed deeds deepening deer defamation default defect defection defence
defendant defender defense deference defiance deficiency deficit defile defining definition deflection deformation
degeneration degradation degree deity dejection delegation deliberation delicacy delight delineation delirium
deliverance delivery dell delta deltoid deluge demagogue demander demarcation demeanor dementia demimonde
demineralization demise demo democracy democrat demolition demon demonstration demonstrative demonstrator
demoralization demythologization den denial denim denomination denouement denseness densitometry density dentist
dentistry denture denunciation department departure dependence dependency depicting depiction depletion deployment
deportation deportee deposition depositor depot depravity depreciation depredation depression deprivation depth deputy
derby dereliction derision derivation derivative derrick dervish descant descendant descendants descendent descent
description desecration desertion deserts designation designer desire desk desktop desolation desorption despair
desperation despite despoiler despondency despotism dessert destination destiny destroyer destruction desynchronizing
detachment detail detailing details detecting detection detective detector detention detergency detergent
deterioration determinant determination deterrent detour detox detractor devastation developer development deviation
device devices devil devilment devisee devotee devotion dew dexamethasone diabetes diabetic diagnosing diagnosis
diagnostician diagram dialect dialectic dialogue dialysis diam diameter diamond diaper diaphragm diarrhea diarrhoea
diary diaspora diatom dibble dice dichondra dick dickens dictator dictatorship dictionary dictum diesel diet dieter
diethylstilbestrol difference differentiation difficulty diffraction diffusion digger digging digit digitalization
dignitary dignity dilemma diligence dilution dime dimension dimer dimethylglyoxime diminution dimple din diner ding
dinge dining dinner dinnertime dinosaur diocese dioxide diploma diplomacy diplomat dipole dipper direction
directionality directive directivity director directorate directory dirge dirk dirt disability disadvantage
disagreement disappearance disappearing disappointment disapprobation disapproval disarmament disarray disassembly
disaster disbelief disc discharge disciple discipline disclosure disco discomfited discomfort discontent
discontinuance discontinuity discord discourse discovery discredit discrepancy discretion discrimination discus
discussion disease disenfranchisement disengagement disesteem disfavor disfavour disgrace disguise disgust dish
dishwasher dishwater disillusion disillusionment disintegration disinterest disk dislocation disloyalty dismay
dismissal disobedience disorder disparagement dispensary dispensation dispenser dispersal dispersion displacement
displeasure disposal disposition dispossession disqualification disquiet disrepair disrepute disrespect disruption
dissatisfaction dissection dissemination dissension dissent dissenter dissertation disservice dissociation dissolution
distance distaste distemper distension distillation distillery distinction distinctness distortion distraction
distress distribution distributor district disturbance ditch dither ditto ditty diva divan dive diver divergence
diversification diversion diversity divertimento divestiture dividend diving divinity division divorce dixie dj dl
dobson doc dock docking dockyard doctor doctorate doctrine document documentary documentation dodder dodging doe dog
dogfight doggerel doghouse dogma dogsled dogwood doll dollar dolly dolphin domain dome domicile dominance domination
dominion domino donation dong donkey donna donor doodle door doorbell doorhandle doorknob doorman doorstep doorway
dooryard dope dorm dormitory dosage dose dot doubleheader doubles doubling doubt douche dough dove dowager doweling
dower downfall downpour dowry dowse dozen dozens drafting dragon dragoon drainage drake drama dramatics dramatist
draper drapery draught drawer drawers drawing drawl dream dreamer dreaming dredge dregs dresser dressing drilling
drinker drinking dripping drivel driver driveway drizzle drone drool dropkick droplet dropout droppings dross drought
drove drover drowsiness drudge drug drugging drugstore drum drumhead drumlin drummer drumming drunkard drunkenness
drydock drygoods dryness duchess duchy ducking duct dude duel duelist duet duff duffer dug dugout duke dullard
dumbbell dumping dune dung dungeon duo duplication durability duration dusk dust dustbin dustpanful duty dweller
dwelling dyeing dyer dynamics dynamite dynamo dynasty dysentery dysfunction eagerness eagle ear earl earmark
earnestness earnings earphone earth earthman earthquake easel easing east easter eater eating eats ebbing ebony
eccentricity ecclesiasticism eclipse ecliptic ecology economics economist economy ecosystem ecstasy edema edge edict
edifice editing edition editor editorial education educator eel effect effectiveness effects efficacy efficiency
effluent effort egalitarianism egg egghead eggplant eggs ego egotism egotist egress eighties ejaculation ejection el
elaboration elasticity elation elbow elder election elector electorate electricity electrification electrocardiograph
electrode electrolysis electromagnet electromyography electron electronics electrophoresis electrophorus electroplate
electroshock electrotherapist elegance element elements elephant elevation elevator elf eligibility elimination elite
elk ell ellipsoid elm eluate elution elves em email emanation emancipation embankment embargo embarrassment embassy
emblem embodiment embracing embroidery embryo emcee emerald emergence emergency emery emigration eminence emir
emission emotion emotionalism emotionality empathy emperor emphasis emphasizing emphysema empire empiricism employee
employer employment empowerment empress emptiness en enactment enamel encampment enchantment enclave enclosure
encoding encore encouragement encroachment encryption encumbrance encyclopedia end endeavor endeavour ending
endorsement endowment endpoint endurance enemy energy enervation enfilade enforcement engagement engine engineer
engineering engraver engraving enhancement enigma enjoyment enlargement enlightenment enormity enrichment enrollee
enrollment ensemble ensign entanglement entering enterotoxemia enterprise entertainer entertainment enthalpy
enthusiasm enthusiast entirety entity entourage entrance entranceway entrant entrepreneur entropy entry envelope
environment environs envoy enzyme epaulet epicenter epicure epidermis epigram epilogue epiphany epiphysis episode
epistemology epitaph epithet epitome epoch epoxy epsilon equality equanimity equation equator equilibrium equipment
equipping equity equivalence equivalent era erection erica erosion errand error eruption escalade escalation escallop
escapade escheat escritoire espionage essay essence establishment estate esteem ester estimation estrangement estuary
eta etcetera eternity ethanol ether ethernet ethic ethics ethnicity ethos etiquette etymology eucalyptus euphoria euro
eutectic evacuation evaluation evangelism evangelist evaporation eve evening evensong event evidence evil evildoer
evocation evolution exacerbation exaggeration exam examination examiner example exasperation excavation excellence
excelsior exception excerpt excess exchange exchequer excitability excitement exclaiming exclamation exclusion
exclusiveness excretion excursion excursus excuse executing execution executioner executive executor exemplar
exemption exercise exercising exertion exhaustion exhibition exhortation exhumation exigency existence existentialist
exit exodus expanse expansion expansiveness expatriate expectancy expectation expedition expenditure expense
experience experiment experimentalism experimentation experimenter expert expertise expiration explanation expletive
exploitation exploration explorer explosion expo exporter exposition exposure expression expressiveness expressway
expulsion expurgation extension extent extern extinction extraction extraneousness extrapolation extravaganza
extremity extremum exudate exultation eye eyeball eyebrow eyelid eyepiece eyes eyeshadow eyesight eyestrain eyewitness
fa fable fabric fabrication facade face facet facility facing facsimile fact faction factor factory faculty fadeout
fading faerie faery failure fairness fairway fairy fairyland fairytale faith faker falcon falloff fallout falls
falsity fame familiarity family famine fan fanatic fanaticism fanfare fang fanny fantasia fantasist fantasy fantods
farce fare farewell farm farmer farmhouse farming farmland farrow fart fasciculation fascination fascism fashion
fastball fate father fatigue faucet fault fauna fauteuil favorite favour fawn fax fay fear feasibility feast feat
feather featherbed featherweight feature fecundity federation fedora fee feebleness feedback feeder feeding feedlot
feeler feeling feelings felicity fella fellow fellowship felon felony felt female femininity feminism fen fence
fencing fender ferment fermentation fern ferocity ferret fertility fertilizer fervor fester festering festival
festivity festoon fetter fettle feud fever fiance fiancee fiat fib fiber fiberglass fibre fibrin fibrosis fiction
fiddle fidelity field fielder fieldhand fielding fieldstone fiend fierceness fiesta fife fifties fig fighter fighting
figure figurine figuring filet filibuster filigree filing fillet filling fillip filly film filming filmmaker filtrate
fin finale finalist finances financier financing finch finding findings fineness finger fingering fingernail
fingerpaint fingerprint fingerprinting fingertip finishing fink fir fire firearm firebomb firecracker firelight
fireman fireplace firepower fireside firewall firewood firework firing firmness firth fish fisher fisherman fishery
fishing fishmonger fishwife fission fissure fist fistfight fitch fitness fixer fixing fixture fizz fjord flag flagship
flail flair flame flannel flapper flaps flare flashback flashing flashlight flask flatness flats flattery flatus
flautist flavor flavour flaw flea fleck fleece fleer flesh flexibility flies flight flinders flint flirting floc
flocculation flock flood floodhead flooding floodlight floor floorboard flooring flora florist floss flotilla flour
flow flower flowerbed flowering flu fluff fluid flunk fluorescein fluorescence fluoride fluorine fluoroboride flurry
flute fluttering flux flyer flyway foal foam fob focus focusing fodder foe fog foible foil folder foliage folk
folklore folks follower followers folly fondness font food foodstuff fool foolishness foot footage football footballer
footbridge footing footnote footpath footprint footstep forage foraging foray forbear force ford forearm forebear
foreboding forecasting forefather forefinger forefront foreground forehead foreigner foreknowledge foreman forerunner
foresight forest forestry foreword forgetfulness forgiveness fork form formalism format formation formative formula
formulation fort forte forties fortification fortitude fortress fortune forum forwarding fostering foundation founder
founding foundry fountain fountainhead foursome fowl fowler fox foxhunt foxtrot foyer fracas fraction fractionation
fragment fragmentation fragrance frambesia frame framework framing franc franchise frangipani franklin fraternisation
fraternity fraud fray frazzle freak freckle freedom freeing freeman freestyle freeway freewheel freewheeler freezing
freight freighter frenzy frequency fresco freshman freshness freshwater friar fricassee friction fridge friend
friendliness friendship fries frieze frigate fright fringe frisk fritter frizz frock frog frolic front frontage
frontier frost frostbite froth fruit fruitfulness frustration ft fuddle fudge fuel fugitive fuji fulfillment fullback
fuller fullness fumes fun function functionality functioning fund fundamentals funding fundraiser funds funeral fungus
funk funnel fur furlong furlough furnace furniture furor furrow fury fuselage fusillade fusion futility future fuzz
gab gabardine gable gad gadfly gadget gadgetry gag gage gaggle gagwriter gaiety gait gal gala galaxy gale gall
gallantry gallbladder gallery galley gallon gallows gallus galvanism gambler gambling gambol game gamecock gaming
gamma gamut gang gangrene gangster gaol gap garage garb garbage garden gardener gardening gargle garlic garment
garnish garnishee garotte garrison garrote garrotte garter gas gasconade gasoline gassing gastrocnemius gastronomy
gastropod gate gatepost gateway gathering gauffer gauss gavotte gazette gearbox gearset gee geek gegenschein gel
gelding gem geminate gemma gen gender gene genealogy generalist generalization generation generator generosity genesis
geneticist genetics geneva genie genius genocide genome genre gentian gentleman gentry genus geochemistry geographer
geography geologist geology geometry germ germanium gerrymander gesture getting ghetto ghost ghoul giant gibber gibbet
gibe giddiness gift gig gilbert gill gimp gin gingham ginkgo ginmill girdle girl girlfriend giro girth giveaway
givenness giver giving glacier gladiator glamor glamour gland glanders glass glasses glaucoma glee glen glibness
glider gliding glimmer glimpse glissade globalization globe globulin gloom glory gloss glossary glottochronology glove
glucose glutton glycerine glycerol gm gnarl gnome gnu goal goalkeeper goaltender goat goblin god goddess godfather
goffer goitre goitrogen gold goldbrick goldsmith golf golfer golfing goner gong goo goodbye goodness goodwill goose
gorilla gospel gospeler gossip gourd gourmet gout governance governed governess government governor gown grace grade
gradient grading graduation graffiti graft graham grain graining gram grammar grammarian gran granary grandchild
granddaughter grandeur grandfather grandma grandmaster grandmother grandpa grandparent grandson grandstand grange
granite granny granule grape grapevine graph graphics graphite grappling grasping grass grassfire grasshopper
grassland grate gratification grating gratitude grave gravel gravestone graveyard gravity gravy grayback graybeard
grazing grease greatcoat greatness greaves greed greenhouse greening greenness greenroom greens greenwood greeting
grenade greyhound grid griddle grief grievance griffin grill grille grime grinding grinning gripe gristmill grit
grizzle grocer grocery groin groove grouch ground grounder grounds groundwork group grouping grouse grout grove grower
growling grownup growth grub grubstake grudge grumbling guard guardian guerrilla guessing guesstimate guest guffaw
guidance guideline guidepost guild guillotine guilt guinea guise guitar guitarist gulf gully gulping gum gun gunfire
gunman gunner gunnery gunplay gunpowder gunshot gunslinger gurgle gurney guru gust gusto gut guts gutter guy gym
gymnasium gymnast gymnastics gynecologist gypsy gyration haberdashery habit habitat hack hacker hackle hackney
hackwork haiku hair haircut hairdo haji half halfback halftime hall hallelujah hallmark halloo hallucination hallway
halo halogen halter ham hamburger hamlet hammer hammering hamming hamstring hand handbag handball handbook handclasp
handcraft handcuff handful handgun handicap handiwork handkerchief handlebar handler handling hands handshaking
handspike handstamp handstand handwriting handyman hangar hanging hangout hangover hank hap happening happiness
harassment harbinger harbor harbour hardbake hardness hardship hardtack hardware hardwood hare harem harlequin harm
harmonica harmony harness harp harper harpoon harpsichord harshness hart harvesting hash hasp hassle haste hat hatchel
hatching hatchway hater hatred hauling haunch haven haversack havoc haw hawk hawker hawthorn hay hayfield haystack
hazard haze he head headache header headgear heading headland headlight headline headlinese headmaster headquarters
headsman headstand healer health healthcare heap hearer hearing heart heartbeat heartbreak hearth heartland hearts
heat heater heath heather heating heaven heavens heaver heaviness heaving heavyweight heckle hectare hectograph hedge
hedonism heel height heights heir heiress helicopter heliograph helium helix hell heller hellfire hellion hello helm
helmet helper helping helplessness hem hemisphere hemoglobin hemorrhage hemorrhoid hemosiderin hemstitch hen henna
henry hepatitis herb herd heredity heresy heretic heritage hermeneutics hermit hermitage hero heroics heroin heroine
heroism heron herpetologist herring herringbone hesitancy hesitation hex hexameter heyday hi hiatus hiccough hiccup
hickory hideaway hideout hiding hierarchy highjack highlighting highness highroad highschool highway highwayman
hijacker hijacking hike hiking hilarity hill hillbilly hillock hillside hilltop hilt hilum hinge hip hipline hissing
histology historian history histrionics hitter hitting hive hm hoard hoax hob hobby hobnail hockey hodgepodge hoe
hogan holder holding holdup hole holiday holiness hollering hollo hollowness holly hollyhock holocaust holster
holystone homage home homebound homecoming homefolk homeland homer homestead homesteader hometown homework homicide
homo homogenate homogeneity homosexuality hone honesty honey honeybee honeycomb honeysuckle honk honkytonk honoring
honour honours hood hoodoo hoof hooker hooks hookup hookworm hoop hopper hopscotch horde horizon hormone horn hornet
hornpipe horoscope horror horse horseback horselaugh horseman horsemanship horsepower horseshoe horsewhip horst hose
hospice hospital hospitality host hostage hostel hostelry hostess hostilities hostility hotel hotelman hotfoot hotness
hotshot hotspur hound hour hours house housebreaker housebreaking household householder housekeeper housekeeping
housewife housework housing howl hr hub hubbub hubris huckster hue huff hugging hulk hull humanism humanities humanity
humanoid humans humbug humidity humiliation humility humming humor humorist humour hump hunch hunger hunter hunting
hurdles hurler hurling hurrah hurricane hurting husband husbandry husk hut hutment hyacinth hyalinization hydra
hydrate hydride hydrocarbon hydrochloride hydrogen hydroplane hydroxide hydroxymethyl hygiene hymn hype
hypercellularity hyperemia hyperplasia hypertrophy hypervelocity hyphen hypoadrenocorticism hypocellularity hypocrisy
hypocrite hypothalamus hypothesis hypothyroidism hysteria ice icebox icicle icon id idea idealist idealization
identification identity ideologist ideology idiom idiosyncrasy idiot idleness idler idol ignition ignoramus ignorance
ileum ilk illegitimacy illness illumination illusion illustration illustrator image imagery imagination imaging imam
imbalance imbecile imitation immediacy immensity immersion immigrant immigration imminence immobility immortality
immunity immunoelectrophoresis imp impact impairment impasse impatience imperialism impetus impinging implementation
implication import importance importation importunity imposition impotence impotency imprecation impression imprimatur
imprisonment impropriety improvement improvisation impulse impunity impurity inability inaccuracy inaction inadequacy
inadvertence inauguration incantation incarnation incense incentive inception inch incidence incident incipience
incipiency incitement inclination inclusion income incompatibility incompetence incompetent inconvenience
incorporation incorruptibility incubation incubus inculcation incursion indecision indefinity indent indentation
indenture independence index indexing indication indicator indictment indifference indigestion indignation indignity
indirection individual individualism individualist individuality indolence inducement inducing induction industrialism
industrialist industrialization industry inebriate inequality inertia inevitability inexperience infancy infant
infantry infantryman infatuation infection inference inferiority inferno infidelity infield infielder infiltration
infinitive infinity infirmary infirmity infix inflammation inflation inflection infliction inflow influence influenza
influx info informant information informing infrastructure infringement ingratitude ingredient ingroup inhabitant
inhalation inheritance inhibition inhibitor initiation initiative injection injunction injury injustice ink inkling
inlet inmate inn inning innings innocence innovation inoculation input inquest inquiry inquisition inquisitor inroad
insanity inscription inscrutability insect insertion inset insider insight insignia insignificance insinuation
insistence insisting insolence insouciance inspection inspector inspiration instability installation installing
installment instance instancy instant instillation instinct institution instruction instructions instructor instrument
instrumentalist instrumentality instrumentation insubordination insularity insulation insulin insurance insurgency
insurrection intake intangible integer integrating integration integrity intellect intelligence intensification
intensity intention intentness interaction interception interceptor interchange interconnectedness intercourse
interdependence interdict interest interface interference interferometer interior interlayer interlude intermarriage
intermediary intermission intern interne internet internment internship interplay interposition interpretation
interpreter interpreting interrelation interrelationship interrogation interrogative interruption intersection
interval intervention interviewer intima intimacy intimidation intolerance intonation intransigence intrenchment
intrigue intro introduction introject introvert intruder intrusion intuition inundation invader invalid invasion
invention inventor inventory inversion investigating investigation investigator investing investment investor
invitation invocation invoice involvement invulnerability iodide iodination iodine iodocompound iodoprotein
iodothyronine iodotyrosine ion ira iris iron irons ironworker irony irregularity irreproducibility irresolution
irresponsibility irreverence irrigation irritability irritation irruption island islander isle ism isocyanate
isolation isomer isopleth isotope issuance issuing italic item iteration ivory ivy jabbing jack jackass jackdaw jacket
jackknife jacklight jackrabbit jade jag jaguar jail janissary janitor japan jar jargon jasmine jasper jaundice jaunt
java javelin jaw jawbone jay jazz jealousy jean jeep jejunum jelly jenny jeopardy jersey jest jet jewel jeweler
jewellery jewelry jib jibe jiggle jihad jimdandy jimhickey jinx jitterbug job jock jockey jogging john joining joke
joker jolt jonah jonquil joss jot jounce journal journalese journalism journalist journey journeying joust jowl joy
joyride jubilee judas judgement judging judgment judiciary judo jug juggle juice juju jukebox julienne jumble jumper
jumping jumpstart junction juncture jungle junior juniper junk junket junkyard junta jurisdiction jurisprudence jurist
juror jury justice justification justness jut juxtaposition kale kali kamikaze kangaroo kappa karate karma kat kayak
kayo kb kc keel keenness keeper keeping keepsake kelvin ken kennel kerchief kern kernel kerosene kerygma ketch ketosis
kettle key keyboard keyboardist keyhole keystone kg khan ki kicker kicking kickoff kid kidnapper kidnapping kidney
killer killing kilometer kilometre kinase kind kindergarten kindness king kingdom kink kinship kip kirk kissing kit
kitchen kitchenette kite kitten kitty km knack knapsack knee kneecap kneeling knell knife knight knitting knob
knocking knoll knot knowledge knuckle knuckleball knuckles kotow kowtow kraft kris kvetch kylie la lab labor
laboratory laborer labour labyrinth lac lack lackey lacquer lacrosse lactate lad ladder ladle lady lager laggard
lagoon laguna lair laird laity lake lakeside lama lamb lambda lambert lamentation lamp lamplight lance land landau
landfall landfill landing landler landlord landmark landmass landowner landrover landscape landscaping landslide lane
langley language languor lantern lap lapel lappet lapse laptop lard lark larkspur larva laser lasher lass lasso lat
lather latitude lattice laudanum laughter launcher launching laundering laundry laurel laurels lava lavatory law
lawman lawn lawsuit lawyer laxness layer layette laying layman layoff layout lb lea leach leader leaders leadership
leaf leafhopper leaflet league leak leakage leapfrog leaping learner learning lease leash leather leaven leavening
leaving lecher lecture lecturer lecturing ledge ledger leech leftfield lefty leg legacy legatee legation legend leger
legibility legion legislation legislator legislature legitimacy legs legume lei leisure leitmotiv lemma lemon lemonade
lending length lengthening lens lentil leone leopard leprosy lesion lessening lesson letdown lethality lethargy letter
letterhead lettering letterman letters letting leukemia lev level lever leverage levis lexicon lexicostatistics ley
liability liaison liar libel liberal liberalism liberation libertarian libertine liberty librarian library libretto
licence license licking lid lied lieu lieutenant life lifeboat lifespan lifestyle lifetime lifter ligament ligand
light lighter lighthouse lighting lightning lignite likelihood likeness liking lilac lilt lily limb limbo lime
limerick limestone limitation limo limousine linden line lineage linebacker lineman linen liner lineup ling lingering
linguist linguistics lining links linoleum lint lion lip lipstick liquidation liquor lisp list listener listening
lister listing liter literacy literalism literalness literature lithium lithograph litigant litigation litre litter
liturgy livelihood liveliness liver livestock liza lizard load loading loads loaf loan lobby lobe loblolly lobscouse
lobscuse lobster lobularity lobule locale locality localization locating location loch locker locking lockup locus
locust lodging lodgings loft log logarithm logger logging logic logistics logo loins loneliness longevity longing
longitude longshoreman longshot lookout lookup loon loophole loot looting lord lordship lore loser loss losses lot
lotion lots lottery lotus loudspeaker lough louse lousiness louvre loveliness lover lowland loyalist loyalty lube
lucidity lucifer luck luff luge luger luggage lull lullaby lulu lumber luminary luminescence luminosity lummox lump
lunation lunch luncheon lunchroom lung lunkhead lust luster lustre lux luxury lying lymphocyte lynx lyric lyricist ma
mac mace machine machinery machinist macintosh mack mackinaw macon macrame macrophage madam madame madder madman
madness madras maestro mafia mag magazine maggot magic magician magistrate magma magnate magnesium magnet magnetism
magnification magnificence magnitude magnolia magnum magpie maharaja mahogany maid maiden mailbox mailman mainland
mainstream maintenance maize majesty majority majors maker makeready makeup making malacca malady malaise malaria male
malediction maleness malevolency malfeasant malfunction malice malignancy malik malingering mall malt mama mambo mamma
mammal man manacle management manager mandamus mandarin mandate mandolin mane maneuver maneuverability manfulness
mangle mango mangrove manhattan manhood mania maniac manicure manifestation manifesto manifold manila manipulation
mankind manner manners manoeuvre manometer manor manpower manse manservant mansion mantel mantle mantra mantrap manual
manufacturer manufacturing manumission manure manuscript manzanita map maple mapping mara marathon maraud marble
marbleizing marbles marc marcel march marching mare margarita marge margin marginality marguerite maria marijuana
marina marinade marker market marketing marketplace marking marksman marksmanship marmalade marquee marquess marquis
marriage marrow marrowbone marseille marsh marshal marshall mart martin martini martyr mascara mascot masculinity
masjid mask masking mason masonry mass masses masseur massif mast master mastering masterpiece mastery mat mate mater
material materialism maternity mates math mathematician mathematics mating matriarch matrimony matrix matron
matsyendra matter matting mattress maturation maturity maul mausoleum max maxim maxwell may mayflower mayhem mayo
mayor maze mead meadow meal meaning meaningfulness meanness means meantime measurement measuring meat mecca mechanic
mechanics mechanism medal medalist medallion medallist mediation medication medicine medina mediocrity meditation
medium medley meeting meg megalomania megalopolis megaton mei melancholy meld melee melioration melodrama melody melon
member membership membrane memo memoir memorabilia memorandum memorial memorization memory men menace menarche
mentality mentor menu meow meq mercenary mercer merchandise merchandising merchant mercury mercy merger merging merit
merlin mermaid merriment merrymaking mesa mess message messaging messenger messiah metabolism metadata metal metaphor
meteor meteorite meter methane method methodology methyl metre metro metropolis mg mi miaou miaow micelle microcosm
microfilm micrometeorite micron microorganism microphone microphoning microscope microscopy microsecond microwave
midair midday middle middleweight midfield midnight midsection midshipman midst midsummer midwatch midweek mien miff
might migration mike mil mildew mile mileage milestone milieu militia milk mill millenarianism millennium miller
milliampere millidegree milligram milliliter millimeter milling millionaire millivoltmeter millpond millwheel milo
mime mimeo mimeograph mimesis mimicry min mina mind mine miner mineral mineralogy mingling miniature mining minister
ministration ministry minority minors minstrel mint minuet minute minutes minutia miracle mirage mire mirror
misanthrope misbehavior miscalculation miscegenation mischief misconception misconduct misconstruction miscount
misdeal misdeed misdemeanor misery misfortune misgiving misinterpretation mismanagement mismatch misnomer misogynist
misplay misprint misrepresentation missile mission missionary missive missy mist mistake mistaking mistress
misunderstanding mite mitigation mixer mixing mixture mizzle ml mm mo moat mob mobcap mobility mobilization mocker
mockery mode model modeling modelling moderation moderator modernism modernist modernity modernization modesty
modification modifier modulation module mohawk moire moisture mojo molding mole molecule mollusk molly mollycoddle
molt mom moment momentum momma mommy monarch monarchy monastery money moneymaker moneymaking monger moniker monitoring
monk monkey monochrome monocle monograph monologist monologue monomer monopolization monopoly monosyllable monotony
mons monsoon monster monstrosity monte month monument mooch mood moon moonlight moonshine moor moose mope morale
moralist morality morals mores morgue morning morocco morphology morphophonemics morrow morsel mortality mortar
mortgage mortice mortician mortification mortise mosaic mosque mosquito moss motel moth mothball mother motherland
motif motion motivation motive motor motorbike motorboat motorcar motorcycle motorway motto moult mound mountain
mountaineer mountainside mounting mourner mouse mousse mouth mouthful mouthpiece movement mover movie moviegoer mph ms
mu mucosa mucus mud muddle mudguard muff muffler mug mulch mulct mule muller multimedia multiplication multiplicity
multitude mummy municipality munition murder murderer murk murmuring murphy muscle muscleman musculature museum mush
mushroom music musician musicianship musing musket musketry muss mustache mustang mustard mutant mutation mutilation
mutineer mutiny muttering mutton mutuality muzzle myelofibrosis myocardium myofibril myofibrilla myrrh myrtle mystery
mystique myth mythology nadir nakedness name names namesake nan nanny nap nape napkin napoleon naprapath nark
narration narrative narrator narrowing narrowness nation nationalism nationality naturalism naturalist naturalness
nature naturopath naught nausea nave navel navigation navigator navy nawab nay nazi nearness nebula necessity neck
necklace necktie necropsy necrosis nectar nectary needle negation negligence negotiation neigh neighbor neighborhood
neighborliness neighbour neighbourhood nelson nemesis neoclassicism neocortex neon neoromanticism nephew nerve nerves
nervousness ness nest nestling netball netting network neuroscience neurosis neuter neutralism neutralist neutrality
neutralization neutron neutrophil newcomer newmarket news newsboy newscast newsletter newsman newspaper newspaperman
newt newton nexus ng nibble nicety niche nick nickel nickelodeon nicker nickname nicotine niece night nightclub
nightdress nightfall nightingale nightmare nightshirt nighttime nihilism nineties ninja nipple nirvana nitrate
nitrogen nix nm nobility nobleman nobody node nodule noise noisemaker nomenclature nomia nomination nominee noncom
nonconformist nondriver nonequivalence nonfiction noninterference nonoccurrence nonsense noon noose noradrenaline
norethandrolone norm north northeast northland nose nosedive nosh nostalgia notation notebook nothing notification
notion notoriety noun nourishment nova novel novelist novella novelty novice novitiate nowadays nozzle nu nuance
nubbin nucleolus nucleus nuisance nuke number numbering numbers numbness nun nurse nursery nursing nut nuthouse
nutrition nylon nymph nymphomaniac oak oasis oat oath oatmeal obedience obelisk obesity obituary object
objectification objection objective objectivity obligation obliteration oblivion oboe obscenity obscurity observance
observation observatory observer obsession obsidian obstacle obstruction obtrusiveness obverse occasion occasions
occlusion occupancy occupant occupation occurrence ocean ocelot ocher octahedron octave octopus odds ode odor odyssey
offence offender offense offering office officer official offspring offstage ogress oil oilcloth oilfield oink oldster
oleander ology omega omen omission oneness onion onlooker onrush onset onslaught ooze opener opening openwork opera
operagoer operation operations operator operetta opinion opium opponent opportunism opportunity opposition oppression
optics optimism optimization option opus oracle orange oration orator oratorio orb orbit orchard orchestra
orchestration orchid ordeal order ordering orderliness ordinance ordinate ordination ordnance ore organ organification
organisation organism organist organization organizer organs orgasm orgy orientation orifice origin originality
ornament orphan orphanage orthicon orthodoxy orthography orthophosphate os oscillation oscillator ossification
osteoporosis otter ottoman ounce outbreak outburst outcast outcome outcrop outcry outfield outfielder outfit outflow
outgo outing outlay outlet outlook outpost output outrage outreach outset outsider outskirt outskirts oven
overachievement overachiever overbid overcast overcharge overcoat overeating overestimation overhang overlapping
overnighter overpayment overprint overprotection overshoe oversight oversimplification oversupply overtime overtone
overture overuse overview owl owner ownership ox oxcart oxen oxford oxidation oxide oxygen oxytetracycline oyabun
oyster ozone pa pace pachinko pacification pacing package packaging packet packing packinghouse pact pad paddy padlock
padre paean pagan paganism page pageant paging pagoda pail pain pains painter painting pair pairing paisley pal palace
palatinate palaver paleocortex palette paling palisade pallor palm palsy pamphlet pan panchayat panda pander pane
panel paneling pang panhandle panic panorama pansy pantheon panther panting pantomime pantry pants panzer pap papa
papacy paper paperback papers paperwork papyrus par para parable parachute parade paradigm paradise paradox paragon
paragraph parakeet parallelism paralysis paramagnet parameter paranoia paranoiac parapet paraphernalia paraphrase
parasite parcel parchment pardner parenchyma parent parenthesis parenthood parget parimutuel parish parishioner
parisology park parking parkway parlance parley parliament parlor parody parole paroxysm parrot parson parsonage part
participant participation particle parting partition partner partnership partridge parts party pas pascal pasha
passage passageway passenger passerby passing passion passivity passport password past pasta paste pastime pastor
pastry pasture patch patchwork patent path pathogen pathogenesis pathologist pathology pathos pathway patience patient
patina patio patriarch patriot patriotism patrol patroller patrolman patron patronage patronne patsy patter pattern
patty paucity pave pavement pavilion paving paw pawn payday payload payment payroll pe pea peace peach peacock peak
peal pealing peanuts pear pearl peasant peasanthood peat pebble pecs pectoral pectoralis peculiarity peddler pedestal
pedicure pedigree pee peeling peerage peeve peg pegboard pelting pelvis pemmican pen penalty penance pencil pendulum
penetration penguin peninsula penis pennant penny pension pensioner pentagon penthouse peony people peoples pep
peptidase peptide percent percentage perception perchlorate percolate percolator percussion perfectibility perfection
perfectionism perfectionist perforation performance performer performing perfume perfusion peril perimeter period
periodical periodicity periphery periwinkle perk perm permanence permission peroxide perpetration perpetuation perry
persecution persistence persistency person persona personage personality personification personnel perspective
perspiration persuasion pertinence perturbation perusal pervaporation pervert pessimism pessimist pest pestle pet
petal peter petition petitioner petrol petroleum petting petulance pew pfennig phagocyte phalanx phantasy phantom
pharmacist pharmacy phase pheasant phenomenon phenothiazine phi philanthropist philanthropy philippic philology
philosopher philosophizing philosophy phloem phoebe phoenix phone phoneme phonemics phonetics phonograph phonology
phosgene phosphate phosphorus photo photocopy photograph photographer photography photomontage photon photostat phrase
phraseology phrasing phylum physicalness physician physicist physics physiognomy physiology physique pi pia pianism
pianist piano piazza pic piccolo picket picking pickle pickup picnic picture picturing piddle pidgin pie piece
piedmont pier piety piezoelectricity piffle pig pigeon pigeonhole piggyback pigment pigskin pike pile piles pilgrim
pilgrimage pill pillage pillar pillow pilot pimp pimple pinafore pinball pine pinecone pinion pinnacle pinning pinto
pip pipe pipeline piper pique piracy pirate pirogue pirouette pistol pistoleer piston pit pitcher pitchfork pitching
pitfall pith pituitary pity pixel pixie pizza placard place placement plaid plainclothesman plaintiff plait plane
planet planetoid plank planner planning plant plantation planter planting plaque plash plasma plaster plasterer
plasticity plate plateau platform platinum platoon playacting playback playboy player playground playhouse playing
playmate playoff playwright plaza plea pleasure pleat plenitude plenty pleura plight plonk plop plot plough plowing
plowshare plug plumage plumber plumbing plume plumpness plunder plunker plurality pneumonia pock pocket pocketful
pockmark pod podium poem poet poetry poignancy point pointer poison poisoning poker poking pol polarity polarization
pole poleax poleaxe police policeman policy polio politeness politician politics polka poll pollard pollen pollock
polls pollution polo polybutene polyelectrolyte polyethylene polymer polymerization polymyositis polynomial
polyphosphate polytechnic pomade pompadour pompousness ponce poncho pond poniard pontificate pony ponytail pool
popcorn pope poplin popping poppy populace popularism popularity population porcelain porch porcupine pore pork
porkchop porn pornography porosity port portage portal porter porterhouse portfolio portico portion portrait portrayal
portraying portwatcher poseur posing posit position positivism positivist posse posseman possession possibility possum
post postage poster posting postmark postmaster postscript posture pot potassium potato potency potentiality
potentiometer pother pothole potion potpourri potshot potter pottery pouch poultice poultry pound pounder pounding
pout poverty powder power powerfulness powerhouse powwow practice practitioner prairie prang prank prate prawn prayer
preacher preaching preamble precaution precedence precedent prechlorination precinct precipice precipitation
precipitin precis precision preconception precursor predator predecessor predicament predicate predicator prediction
predilection prednisone predominance predomination preexistence preface prefect prefecture preference preferment
prefix pregnancy prejudice prelate prelude premiere premiership premise premises premiss premix premonition prentice
preoccupation prep preparation preposition prerequisite preschool prescription preseason presence presentation
presenter presentment presentness preservation preserves presidency president pressure prestige presumption
presupposition pretence pretending pretense pretension pretext pretrial prettiness prevalence prevention preview
prevision prey price pricing prickle prickling pride priest priestess priesthood primacy primate primer priming
primping prince princess principality principle printer printing priority priory prism prison prisoner privacy
privateer privatization privilege privy prize prizefight probability probate probation problem procedure proceeding
proceedings proceeds process processing procession processor proclamation procrastination procreation proctor
procurement procurer prodigy producer product production productivity prof profanity profession professor
professorship proficiency profile profit profitability profiteer profits profundity profusion program programme
programmer programming progress progression progressivism prohibition project projectile projection prolapse
proletariat proliferation prologue prolongation prom promenade prominence promoter promotion prompting promulgator
pronoun pronouncement pronunciation proof prop propaganda propagandist propagation propeller property prophecy prophet
proponent proportion proportionality proposal proposition proprietor proprietorship propriety props propulsion
propylthiouracil prose prosecution prosecutor prosody prospect prosperity prostitute prostitution protagonist protease
protection protector protectorate protege protein proteolysis protestation protocol proton protoplasm prototype
protozoan protuberance provenance proverb providence provider province provincialism provision provisions proviso
provocation provost prowess prowler proximity proxy prudence prune psalm pseudonym pseudophloem psi psyche
psychiatrist psychiatry psycho psychologist psychology psychopath psychophysiology psychopomp psychotherapy pterygium
pub publication publicist publicity publisher publishing puck pudding puddle pueblo puke pulley pulling pulp pulpit
pulsation pulse pulsing pumice pumpkin pun puncher punctuality pundit punishment punk punster pup pupil puppet puppy
purchasing puree purgatory purging purification purity purpose purr purse pursuer pursuit purveyor pushing pushup
putout putter putting putty puzzlement pyrometer python qi quack quackery quad quadrant quadriceps quadrupling quaff
quake quaker qualification qualifier qualifying quality qualm quantity quantum quarantine quarry quart quarter
quarterback quarterfinal quartermaster quarters quartet quartz quatrain quaver quay queen quest question questioner
questioning questionnaire queue quibble quickening quickie quickness quietness quill quilt quintet quirk quirt
quivering quiz quota quotation rabbet rabbi rabbit rabble race racecourse racehorse racer racetrack raceway racing
racism racist rack racket racketeer radar raddle radiance radiation radiator radicalism radio radioactivity
radiochlorine radish radius raffle raft rafter rag ragamuffin rage raider rail railhead railing railroad rails railway
raiment rain rainbow rainfall rainforest raj raja rajah ramification ramp rampage rampart ramrod ranch rancher rancor
rand randomization range ranger rani rank ransom rant rapidity rapist rappel rapper rapport rapture rascal rasp rat
ratchet rate rates rathole ratification rating ratio ration rationale rationalism rationalization rationing rattler
rattlesnake rattling ravage rave ravel raven ravine raving rawhide ray rayon razor razz rbi re reaching reactant
reaction reactionary reactivity reactor reader readiness reading readjustment reagent realism realist reality
realization realm ream reaper reappearance rear rearguard rearing reason reasoning reassurance rebate rebel rebellion
rebirth rebroadcast rebuilding recap receipt receipts receiver receptacle reception receptionist receptor recession
recipe recipient recital recklessness reckoning reclamation reclassification reclining recluse recognition
recollection recommendation recompense reconciliation reconnaissance reconsideration reconstruction record recorder
recording recourse recovery recreation recrimination recruitment rectangle rectifier rectitude rector rectory
recuperation recurrence recycling redact redcoat redefinition redemption redeposition redevelopment redhead redheader
rediscovery redistribution redress reducing reduction redundancy redwood reed reef reel reelection reenforcement
reevaluation reeve ref refectory referee reference referendum refinement refinery refining refit reflectance
reflection reflector reflex refocusing reform reformation reformer refrain refrigeration refrigerator refueling refuge
refugee refund refurbishment refusal regaining regatta regency regeneration reggae regime regiment regimentation
region registrant registrar registration registry regress regression regrets regularity regulating regulation
regulator rehabilitation reharmonization rehearing rehearsal reimbursement rein reindeer reinforcement reissue
rejection rejoicing relapse relatedness relation relations relationship relativity relaxation relegation
relentlessness relevance relevancy reliability reliance relic relief religion religionist religiousness relish
reliving relocation reluctance remainder remains rematch remedy remembering remembrance reminder remission remnant
remonstrance remorse removal remuda remuneration rendering rendezvous rendition renege renewal renovation renunciation
reorganisation reorganization reorientation rep repairman repatriate repayment repeating repentance repertoire
repertory repetition replacement replacing replay replenishment replica replication reporter reporting repose
reposition repository representation representative repression reprieve reprint reprisal reproach reprobate
reproducibility reproduction reproof reptile republic republican repugnance repulsion repurchase reputation requiem
requirement research researcher resemblance resentment reserpine reservation reserves reservoir reshuffle residence
residency resident residue resignation resilience resin resistance resistor resolution resolving resonance resorcinol
resource resourcefulness respect respects respiration respite response responsibility responsiveness rest restatement
restaurant restlessness restoration restraint restriction restroom result resumption resurgence resurrection
resuspension retail retailer retailing retake retaliation retardation retention retentiveness retina retirement
retraining retread retreated retribution retrieval retrofit retrospect retrospective retrovision reunification reunion
revelation reveller revelry revenge revenue reverberation reverend reverie reversal reversibility revery revetment
reviewer revision revival revoke revolt revolution revolver revue revulsion reward rhapsody rhea rhetoric rhetorician
rheumatism rhino rhinoceros rhinotracheitis rhubarb rhumba rhyme rhythm rib ribbon riboflavin rice riches richness
rick rider ridge riding ridley riff rifle rifleman rift rigger right righteousness rightfield rightness rigor rim rime
ringing rings rink riot ripening riposte ripple rite ritual rivalry river riverbank riverside rivulet roach road
roadblock roads roadside roadway roarer roaring robber robbery robe robin robot robotics robustness roc rock rocker
rocket rod rodeo roe rogue role roleplaying roller roman romance romanticism roof roofer rooftop rooftree rook rookie
room roomful roommate rooms rooster root rooting roots rope rosary rose rosebud rosemary rosette rosewood rosin roster
rostrum rotation rotor rotting rotundity rouge roughcast roughneck roughness roundhouse rounding roundup route routine
rover row rowan rower rowing royalist royalty rpm rubber rubberneck rubbing rubbish rubble rubric ruby ruck rudd
rudder ruddle rudeness rue ruff ruffian rug rugby ruin ruining rule ruler ruling rumba rumble rumen rumor rumour rump
rumpus rundown rune runner runoff runway ruse rushing russet rustler rustling rut rutabaga ruth rutherford
ruthlessness rye saber sable sabotage sabre sac sack sacrament sacrilege saddle saddlebag sadism sadness safari
safebreaker safety saga sage sagebrush sahib sailing sailor sailplane saint sake salaam salad salamander salary sale
sales salesgirl saleslady salesman salesmanship saline saliva sally salmon salon saloon salsa salt saltwater salvation
salve salvo samba sameness sample sampler sampling samurai sanctity sanctuary sand sandal sandalwood sandbag sandblast
sandpaper sands sandstone sandwich sang sanitation sanity sapling saratoga sarcasm sardine sari sash saskatoon sass
sassing satellite satiety satin satire satirist satisfaction saturation sauce saunter sausage savageness savanna
savannah saver saving savings savior savour savoy sawdust sawhorse sawmill sawyer sax saxophone saxophonist saying
scaffold scald scale scaling scallop scalp scam scamp scandal scanner scanning scapular scar scarcity scarf scat
scattering scavenger scenario scene scenery scent scepticism scheduling scheme scherzo schism schizophrenia schlep
schmoose schmooze scholar scholarship school schoolboy schooldays schoolgirl schoolhouse schooling schoolmarm
schoolmaster schoolmate schoolmistress schoolroom schooner sciatica science scientist scimitar scissors sclaff
scoffing scolding scollop scoop scope score scoreboard scorer scores scoring scorn scorpion scoundrel scourge scouring
scours scouting scrabble scrag scrap scrapheap scraping scratchiness scratching screeching screen screening screenplay
screenwriter screwdriver scrimmage script scripture scroll scrubbing scrunch scruple scrutiny scuba scuffle scull
sculptor sculpture scum scupper scythe sea seacoast seafarer seafood seagull seahorse sealing seam seaman seaplane
seaquake searchlight seaside season seat seating seats seawater seaweed sec secession secessionist secrecy secretariat
secretary secretion sect section sector secularism secularist security sedan sediment sedimentation seduction seed
seedbed seedling seedpod seeker seeking seepage seer seesaw segment segregation segregationist segue seine seismograph
seizing seizure selection selectman selector self selfishness seller selling semantics semaphore semblance semester
semi semiconductor semifinal seminar seminarian seminary semitrance sen senate senator sending seniority sensation
sense sensibility sensing sensitivity sensor sensuality sentence sentiment sentimentalist sentimentality sentinel
sentry separation sepia sept septation septum sequel sequence sequestration serenade serenity serge sergeant serialism
series seriousness sermon serpent serratus serum servant server service services servicing serviette serving sesame
session setback setting settlement settler settling setup sevens seventies severalty severing severity sewage sewer
sewing sex sextet sexuality sforzando shack shackle shade shades shading shadow shaft shag shaking shale shallowness
sham shaman shame shampoo shamrock shank shantung shanty shape shaping shard shareholder sharer shark sharpness
shaving shawl shay sheaf shear sheath sheen sheep sheepman sheepskin sheet sheikh shelf shell shellac shelter
shenanigan shepherd sheriff sherlock sherry shibboleth shield shielding shifter shill shillyshally shim shimmer shin
shinbone shingle shinny ship shipbuilding shipment shipping shipwreck shipyard shire shirking shirt shirtfront
shirtsleeve shirtsleeves shiva shlep shmooze shoal shock shoe shoeful shoehorn shoelace shoes shoestring shoetree
shook shooter shooting shootout shop shopkeeper shopper shopping shore shoreline shortage shortcut shortlist shortness
shorts shortstop shot shotgun shoulder shouting shovel showcase showdown shower showerhead showing showpiece showroom
showtime shrapnel shred shriek shrieking shrilling shrimp shrine shrinking shrub shrubbery shuck shucks shuffling
shunt shutdown shutter shutting shuttlecock si siamese sibling sickness sickroom side sideboard sidekick sideline
sideswipe sidetrack sidewalk sidewinder siding siege siemens sienna sierra sieve sight sighting sights sightseeing
sigma signage signal signaling signature significance signing signore signpost silence silesia silhouette silicate
silicon silicone silk silkscreen silkworm sill silo silt silva sima similarity simile similitude simper simplicity
simulation simulator simulcast sin sincerity sinfulness singer singing singles singleton singsong singularity sinking
sinner sinning sinusoid siphon sipper sir siren sirloin sis sister sitcom site sitting situation sixties size skank
skate skateboard skater skating skeet skeleton skeptic skepticism sketch skewer ski skier skiff skiing skill skimming
skin skinner skipper skirl skirmish skirmisher skirt skit skittle skulking skull skullcap skunk sky skylight skyline
skyrocket skyscraper slab slacks slag slain slalom slander slang slant slapstick slat slater slave slavery slayer sled
sledge sledgehammer sleeper sleepwalker sleet sleeve sleigh sleuth slew slice slicing slicker slinging slingshot
slippage slipper slit sliver slob slobber sloe slogan sloganeer sloganeering sloop slope slot slouch slough
slovenliness slowing slowness sludge slugger slum slur slush smallness smallpox smelt smiley smirch smith smock smoke
smokehouse smoking smooch smoothness smoulder smudge smuggler smuggling smut snack snaffle snail snake snapdragon
snapshot snare sneaker sneeze snick sniffle snip snipe sniper snitch snivel sniveling snooker snooze snoring snorkel
snout snow snowball snowboard snowfall snowmobile snowshoe snuffbox snuffer snuffle soaking soap soapsuds sob sobbing
sobriety soccer sociability socialism sociality society sociologist sociology sock socket sod soda soddy sodium sofa
softball softness software soil sojourn sol solace soldier soldiering soldiery solemnity solicitor solicitude
solidarity solidity solipsism solitude solo soloist solution solvate solvent solving somebody someone somersault
somersaulting somerset son sonar sonata song songwriter sonnet sonny sonogram sonority soot soothsayer sop
sophisticate sophistication sophomore soprano sorcerer sorority sorption sorrow sort sorting soul sound soundtrack
soup source sourdough soutane south southeast southernism southland southpaw southwest souvenir sovereignty soviet
sowbelly soy spa space spacecraft spaceship spacing spaciousness spade spaghetti spam spangle spaniel spank spar
sparge spark sparkle sparrow spasm spat spatchcock spatiality spatter spawn speakeasy speaker speaking spec specialist
specialization specialty species specification specificity specimen speck speckle spectacle spectacles spectator
specter spectrometer spectrophotometer spectroscopy spectrum speculation speech speechlessness speed speeding speedway
spell spelling spending sperm sphere spherule sphinx spice spider spiel spike spine spinnability spinning spiral spire
spirit spirits spirituality spirt spite spitfire spitting splat splatter spleen splendor splenomegaly splicing splint
splinter splinters splotch splurge splutter spoke spokesman spokesperson sponsorship spontaneity spoof spook spool
spoon spoonful spore sport sportscast sportsman sportswoman spot spotlight spots spotting spouse spray spraying
spreading spree spring springboard springer springtime sprinkling sprinter spritz sprue spud spume spur spurt sputnik
sputtering spying squabble squad squadron square squatting squeegee squeezing squid squinch squire squirrel squish sr
stability stabilization stacks stadium staff stag stage stagecoach stager staginess staging stagnation staining stair
staircase stairs stairway stairwell stakes stalemate stalker stalking stall stallion stalls stamen stance standard
standardization standby standpoint standstill stanza staple star starboard starch stardom starlet starlight starter
starting startup starvation stash state statement statesman statesmanship station stationery statistic statistician
statistics statuary statue statuette stature status statute stave stays stead steak steakhouse stealing stealth
steamboat steamer steamroller steamship steed steel steeple steering stein stem stench stencil stenograph stenography
step stepchild stepfather stepmother steppe steprelationship steps stereo stereotype sternum steroid stethoscope stew
steward stewing stick stickpin stiffening stiffness stigma stillness stilt stimulant stimulation stimulus stint
stirring stirrup stitch stock stockade stockbroker stockholder stocking stockpile stocks stoicism stole stomach stone
stooge stool stopper stopping stopple stops storage store storefront storehouse storekeeper storeroom storey storm
story storyline storyteller stove straggler straightaway strain strait straits strand strangeness stranger
strangulation strap stratagem strategist strategy stratification stratum straw strawberry streak stream streamliner
street streetcar streetlight strength strengthening stress stretching striation strickle strife striker string strings
strip stripe stripes stripping striving stroke stroking stronghold structure struggle strut strychnine stub stubble
stubbornness stucco student studio study studying stuff stuffing stump stumping stunt stupidity stupor style stylemark
stylist stylization stymie stymy subcommittee subcontinent subdivision subfamily subfigure subgenus subgroup subject
subjectivist subjugation sublease sublet submarine submission submucosa subordinate subpart subscription subsection
subset subsidy subsistence subsoil subspace subspecies substance substation substitution substrate subsystem
subterfuge subtlety subunit suburb suburbanite subvention subway success succession successor succor succour sucker
sucking suction suddenness suds sufferer suffering suffix suffocation suffrage sugar sugarcane suggestion suicide suit
suitability suitcase suite suitor sulfate sulfur sulky sultan sultanate sum summarization summary summation summer
summit summons sumo sun sunburn sundial sundown sunglasses sunlight sunray sunshade sunshine suntan superfamily
superficiality superhighway superintendent superiority superman supermarket supernaturalism superstar superstition
superstructure supervising supervision supervisor supper supplement suppleness supplier supplying supporter
suppression supremacy surcharge surety surf surface surfactant surfboard surfer surfing surgeon surgery surname
surplus surrey surroundings surtax surveillance surveying surveyor survival survivor susceptibility sushi suspense
suspension suspicion sustainability sustenance sutra suture swad swag swage swami swamp swan sward swash swashbuckler
swat swatch swathing swatter swearing sweat sweatband sweater sweating sweatshirt swede sweetheart sweetie sweetness
swelling swig swill swimmer swimming swimsuit switchboard switching swob swoosh swop sword swot syllabicity syllable
symbol symbolism symbolist symmetry sympathy symphony symposium symptom synagogue synchronism synchrony syndicate
syndication syndrome synergism synod synonym syntax synthesis synthesizer syphon syringa syringe syrup system
systematization tab table tableau tablet tabletop tabloid tabulation tact tactic tactics tad tadpole taekwondo taffy
tail tailback tailgate tails taint takeoff takeover takings talc tale talent talking talks tallow tally talon tam
tammy tamp tampering tampon tan tandem tang tangent tangle tango tank tanker tanner tantrum tape tapestry tapping taps
tar target tariff tarmac tarpaulin task taste tasting tattle tattoo tau tavern tax taxation taxi taxidriver taxis
taxon taxonomy taxpayer te tea teacart teacher teaching teakettle teakwood team teammate teamster teargas tears teaser
teasing teaspoonful teat tech technician technique techno technology teddy tee teenager teens teetertotter teeth
teetotaler telecast telecom telecommunication telegram telegraph telegrapher telegraphy telepathy telephone television
telex teller temerity temper temperament temperance temperature tempest template temple tempo temptation tenacity
tenancy tenant tendency tenderness tending tendon tenement tenet tennis tenor tense tension tensor tent tentacle
tenting tenure tequila term termination terminology terminus terms terrace terrain terrier territory terror terrorism
terrorist terry terrycloth tesla testament testicle testimonial testimony testing testosterone text textile texture
thankfulness thanks thanksgiving thatch thatcher thawing theater theatre theatregoer theft theme theologian theology
theorem theorist theory therapist therapy thermistor thermocouple thermodynamics thermometer thermometry thermopile
thermostat thermostatics thesis theta thiamin thicket thickness thief thigh thighbone thill thing things thinker
thinking thinner thinness thiocyanate thiouracil thirst thirties thistle thong thorn thoroughfare thoroughness thou
thought thousand threads threat threshing threshold thrill thriller throat throe thrombosis thrombus throne throng
throttle thrum thrusting thruway thug thuggee thumb thumbnail thumbtack thumping thunder thwack thyroglobulin thyroid
thyronine thyrotrophin thyroxine ti tick ticket ticking tickle ticktack ticktock tidbit tide tidewater tidings tier
tiger tightening tile till tiller tilth timber timbre time timeline timeliness timepiece timer times timetable
timidity timing timothy tin tincture tine ting tinsel tint tip tipple tire tissue tit titan titanium titer tithe title
titration toad toady tobacco toboggan toby today toddy toe toenail toffee toggle toilet token tolerance toll tollgate
tollhouse tom tomahawk tomato tomb tombstone tome tomorrow ton tone tongue tons tonsure tool toot tooth toothbrush
toothpaste tootle top tope topic topography topology topsoil tor torch tore torment tormentor tornado torpedo torpor
torque torrent torso tot totality tote toter touchdown touchstone toughness tour tourism tourist tournament tourney
tout tow towboat towel toweling tower town township townsman townspeople toxicity toxin toy trachea tracing track
tracker tracking tract traction tractor trade trademark trader tradesman trading tradition traditionalism
traditionalist traffic tragedian tragedy trailer trailing trainee traineeship trainer training trainman trait traitor
trajectory tram trammel trampling tramway trance tranquility tranquilizer transaction transactions transcript
transcription transducer transformation transformer transfusion transgression transience transistor transit transition
translation translator translucence transmission transmitter transmitting transmutation transparency transpiration
transportation transvestitism trap trapper trapping trash trauma travail traveler traveling traveller travelling
travelogue travesty trawl tray treachery treadle treadmill treason treasure treasurer treasury treatise treatment
treaty tree treetop trek trellis tremor trench trend trepan trephine trepidation trestle trey triad trial
triamcinolone triangle tribe tribunal tribune tribute trice trick trident trier trifle trigger trill trilogy trimming
trinity trinket trio trip triphammer triplicate tripod tripoli triumph triviality troika trojan troll trolley trombone
troop trooper troops trophy trouble troubleshooter trough troupe trouser trout trowel troy truce truck trucking
truckle truculence trump trumpet trumpeter trumpets trunk trunks truss trustee truth truthfulness tsar tsunami tub
tuba tube tuberculosis tubing tubule tucker tuft tuition tularemia tulip tumbler tumbling tumor tumour tumult tun tuna
tune tung tungsten tunic tuning turban turbinate turbine turbulence turf turkey turmoil turner turning turnout
turnover turnpike turntable turquoise turret turtle tusk tussle tutor tutorial tv twaddle twain twang tweak tweed
tweet twenties twig twilight twill twinge twins twirler twirp twit twitching twitter tying type typewriter typewriting
typhoid typhoon typhus typing typography tyranny tyrant tyre tyrosine ugliness ulcer ulceration ulster ultimatum
ultracentrifugation ultracentrifuge ultrasound ultraviolet umbrella umpire unambiguity unawareness unbalance
uncertainty uncle unconcern unconfessed underachievement underachiever underbrush undercharge undercoat undercurrent
undercut undergraduate underlay underling undersecretary undershirt underside understanding understatement understudy
undertaker undertaking underwear underwood underworld undoing unease uneasiness unemployment unfolding unhappiness
unicorn unicycle unification uniform uniformity uninitiate union unionist uniqueness unison unit uniting unity
universality universe university unloading unpredictability unrealism unreality unreason unrest unselfconsciousness
unselfishness untruth unwillingness upbringing upheaval upkeep uplifting uppercut uprising uproar upshot upside uptake
uptown uranium urchin urgency urging urine urn usage usefulness uselessness user using ut utensil utility utilization
utopia utterance vacancy vacation vacationing vaccinating vaccination vaccine vacuolization vacuum vagabond vagueness
vale valentine valet validation validity valley valor valuation value values valve vamp vampire van vandal vandalism
vane vanguard vanishing vanity vantage vapor vaporization vaquero var variability variance variation variety varnish
varsity vase vassal vaudeville vault vaunt vector vegetable vegetarian vegetation vehemence vehicle vein vellum
velocity velour velours velvet vending vendor veneer vengeance venom vent ventilation venue veracity veranda verandah
verb verbena verdict verdigris verge verification verisimilitude verity vermouth veronica versatility verse version
vertebrate vertex vertigo verve vessel vestibule vestige vesture vet veteran veto vexation viability viaduct vial
viand vibe vibrancy vibration vicar vice viceroy vicinity victim victor victory victual video videotape view viewer
viewers viewing viewpoint vigilance vigilantism vignette vigor villa village villager villain vindication vine vinegar
vineyard vintage vinyl viola violation violence violet violin violinist viper virgin virginity virtue virulence virus
visa visage viscometer viscosity viscount visibility vision visitation visiting visitor vista visualization vitality
vitals vitamin vitriol viva vividness vocabulary vocalist vocation vodka vogue voice volcano volition volley
volleyball voltage voltmeter volume vomiting voodoo vortex voter voting vowel vox voyage voyager vroom vulnerability
vulture waddle wadi wads wafer waffle wage wager wages wagon wailing wainwright waist waistband waiter waitress
wakefulness walker walkout walkover walkway wall wallet wallflower wallpaper wally walnut walrus waltz wand wanderer
waning war ward warden wardrobe wardroom ware warehouse warehousing warfare warhorse warlock warlord warmer
warmongering warmth warner warning warren warrior warship wart wartime washbasin washbowl washing washup wasp wassail
wastebasket wasteland wastewater wasting watcher watching watchmaker watchman water watercolor watercolorist
watercolour waterfall waterfront watering waterloo watermark waterproofing waters watershed waterway watt wattle wave
wavelength waving wax waxing way ways wayside weakening weakness wealth weaning weapon weaponry wearer weariness
weasel weather weaver weaving web weber website wedding wedge weed weeds week weekday weekend weighing weight
weighting weightlessness weightlift weightlifting weir welding welfare wellness welt welter welterweight wen wench
werewolf west westerner wetland wetness wetting whale whang wharf wheat wheel wheelbarrow wheelbase wheelchair wheeler
wheeling whelk whelp whereabouts wherefore whicker whiff while whim whipsaw whir whirligig whirling whirlpool whirr
whirring whisker whiskers whiskey whisky whistling whit whiteface whitehead whiteness whiteout whitewash whizz
whodunit wholesaler whoosh whorl why wickedness wicker wicket widening widow widower widowhood width wiener wife wig
wight wigmaker wildcat wildcatter wilderness wildlife wildness wile will willingness willow willpower winch wind
windbag windbreak windfall windmill window windowpane windowsill windshield wine wineglass winery wing wingback winger
wingman wings wingspan winkle winner winter wintertime wire wiretap wiring wisdom wisenheimer wishing wisp wit witch
witchcraft withdrawal withe withholding wits wizard woe wolf wolverine woman womb wonderfulness wonderland wood
woodcarver woodgrain woodgraining woodland woodpecker woods woodshed woodwork wool word wording words workbench
workboard worker workforce workings workman workout workplace works worksheet workshop worktable workweek world worm
worriment worship worshipper worsted worthlessness wound wow wrack wrapper wrapping wrath wreath wreckage wren
wrestler wrestling wretch wretchedness wrick wright wrinkle wrist writ writer writing wrongdoing xenon xerox xylem
xylophone yacht yack yahoo yak yang yard yardage yarder yardstick yarn yaw yawl yaws year yearbook yearning years
yeast yelling yelping yen yeomanry yes yeshiva yesterday yesteryear yin yip yodel yoga yoke yokel youngster youth yowl
yr yuan yucca zap zeal zebra zee zenith zeppelin zero zest zeta zinc zipper zloty zodiac zombie zone zoning zoo
zoology
""".split()
)

VERBS = frozenset(
    """
aah abacinate abandon abase abash abate abbreviate abdicate abduce abduct aberrate abet abhor abide abjure ablactate
ablate abnegate abolish abominate abound abrade abrase abreact abridge abrogate abscise abscond absolve absorb
absquatulate abstain abuse abut aby abye accede accelerate accentuate accept acclaim acclimate acclimatise acclimatize
accommodate accompany accomplish accord accost accouter accoutre accredit accrete accrue acculturate accumulate
accurse accuse accustom acerbate acetify acetylate acetylise acetylize ache achieve achromatise achromatize acidify
acidulate acknowledge acquaint acquiesce acquire acquit activate actualise actualize actuate adapt add addle address
adduce adhere adjoin adjourn adjudge adjudicate adjure adjust admeasure administer administrate admire admit admix
admonish adolesce adopt adore adorn adsorb adulate adumbrate advance advect advertise advertize advise advocate aerate
aerify aerosolise aerosolize aestivate affect affiance affirm affix afflict afford afforest affranchise agglomerate
aggrade aggrandise aggrandize aggravate aggress aggrieve aggroup agitate agnise agnize agonise agonize agree aid aim
airfreight airt alchemise alchemize alcoholise alcoholize alienate alight align aline alkalify alkalinise alkalinize
alkalise alkalize allay allege allegorise allegorize alleviate alliterate allocate allot allow allude alphabetise
alphabetize alter altercate aluminise aluminize amass amaze amble ambulate ameliorate amend amerce ammoniate ammonify
amortise amortize amplify amputate amuse anaesthetise anaesthetize anagrammatise anagrammatize analogise analogize
analyse analyze anastomose anathematise anathematize anathemise anathemize anatomise anatomize anchor ancylose anele
anesthetise anesthetize anglicise anglicize animadvert animalise animalize animise animize ankylose anneal annihilate
annotate announce annoy annul annunciate anodise anodize anoint answer antagonise antagonize antecede antedate
anthologise anthologize anthropomorphise anthropomorphize anticipate antiquate antisepticize aphorise aphorize
apologise apologize apostatise apostatize apostrophise apostrophize apotheose apotheosise apotheosize appal appall
appear appease append apperceive appertain applaud apply appoint apportion appose appraise appreciate apprehend
apprise apprize approach approbate approve approximate arbitrate arborise arborize arch archaise archaize argue argufy
arise aromatise aromatize arouse arraign arrange arrest arrive arrogate arterialise arterialize articulate ascend
ascertain ascribe ask asperse asphyxiate aspire assail assassinate assemble assert assess asseverate assibilate assign
assimilate assist associate assoil assonate assort assuage assume assure astonish astound astringe astrogate atomise
atomize atone attach attack attain attaint attemper attempt attend attest attitudinise attitudinize attorn attract
attribute attune audition augment augur aurify auscultate auspicate authenticate authorise authorize automate
automatise automatize autotomise autotomize avail avenge aver avert avianise avianize aviate avoid avouch avow avulse
await awaken babble bach backbite backcross backdate backpedal backscatter backslap backslide backstitch backtrack
bacterise bacterize badger badmouth baffle bake balk ballyrag bamboozle ban bandy bang banish baptise baptize
barbarise barbarize barbecue barde barnstorm baronetise baronetize barricado base basify bask bastardise bastardize
baste bat bate batfowl bathe batter bawl be bear beat beatify beautify becalm bechance becharm beckon becloud become
bedamn bedaub bedaze bedazzle bedeck bedevil bedew bedhop bedight bedim bedizen bedraggle befall befit befog befool
befoul befriend befuddle beg beget begild begin begrime begrudge beguile behave behead behold behoove behove bejewel
belabor belabour beleaguer belie believe belittle bellow bellylaugh belong bemire bemoan bemock bemuse bend benday
benefact beneficiate benficiate benight benumb beplaster bequeath berate bereave beseech beseem beset beshrew besiege
besmear besmirch besot bespangle bespatter bespeak bespeckle bespot besprinkle bestialise bestialize bestir bestow
bestrew bestride bet bethink betide betoken betray betroth bevel bewail beware bewhisker bewilder bewitch bewray
bicker bid bide bilk billow bind biodegrade birdie birdwatch birl birle bisect bite bituminise bituminize blab blacken
blacklead blame blanch blandish blaspheme blast blat bleat bleed blench blend bless blindside blink blister blither
bloom bloviate blub blubber blurt blush boast bob bode bodge bodypaint bogey boggle boil bollix bollocks bolshevise
bolshevize bolster bombilate bombinate bonderise bonderize bonk boo boom boomerang boost bootlick bore borrow botanise
botanize bother bottlefeed bounce bourgeon bouse bow bowdlerise bowdlerize bowse boycott brabble brace brag brainwash
braise brandish brandmark brattle braze breach break breastfeed breathalyse breathalyze breathe brecciate brighten
bring brisken broaden broider broil bromate brominate browbeat bruise bruit brush brutalise brutalize buck buckle
budge buffet build bulldoze bullyrag bumble bump burble burgeon burglarise burglarize burgle burke burn burnish burst
bury bushwhack busk bust bustle butcher butt buttweld butylate buy buzz bypass cachinnate cackel cackle cadge cajole
calcify calcine calculate calibrate call calligraph calumniate calve camouflage camphorate can canalise canalize
cancel cannibalise cannibalize cannulate cannulise cannulize canonise canonize canoodle cantillate canulate canvass
capacitate caper capitalise capitalize capitulate caponise caponize capsize capsulise capsulize captivate capture
caracole caramelise caramelize carbonise carbonize carboxylate carburet carburise carburize care careen caress
caricature carjack cark carnalise carnalize carnify carry carve cascade caseate cast castigate catabolise catabolize
catalyse catalyze catapult catch catechise catechize categorise categorize catenate cater cathect catheterise
catheterize catholicise catholicize caucus cause cauterise cauterize cavort caw cease cede celebrate cense centralise
centralize centrifugate centrifuge cerebrate certify chafe chaff chaffer challenge chandelle change channelise
channelize chant characterise characterize charge chase chasten chastise chat chatter cheapen cheat check checkrow
cheerlead chemisorb cherish chevvy chevy chew chickenfight chide childproof chirk chiromance chirp chirr chitter
chivvy chivy chlorinate choke chondrify choose chop choreograph chortle chouse christen chronicle chronologise
chronologize chuck chuckle chuff chug churn churr cicatrise cicatrize cinematise cinematize circularise circularize
circulate circumambulate circumcise circumfuse circumnavigate circumscribe circumstantiate circumvallate circumvent
circumvolute circumvolve cite citify citrate civilise civilize claim clamber clamor clamp clang clank clap clapperclaw
clarify clasp classicise classicize classify clatter claver cleanse cleave clench click climb clinch cling clink
clitter clobber clog clomp close clothe cloy cluck clutch coact coagulate coalesce coapt coarsen coax cocainise
cocainize coconspire coddle codify coeducate coerce coexist coggle cogitate cognise cognize cohabit cohere coiffe coil
coincide coinsure coldcock coldwork collaborate collapse collate collateralize collect collectivise collectivize
collide colligate collimate collocate collogue collude colly colonise colonize colorise colorize colourise colourize
combine combust come commandeer commemorate commence commend commentate commercialise commercialize comminate
commingle comminute commiserate commit commix commove communalise communalize communicate communise communize
commutate commute compare compart compartmentalise compartmentalize compel compensate compete compile complain
complect complexify complicate complot comply comport compose compound comprehend compress comprise compute
computerise computerize concatenate conceal concede conceive concenter concentrate concentre conceptualise
conceptualize concern concertise concertize conciliate conclude concoct concretise concretize concur concuss condemn
condense condescend condole condone conduce conduct confabulate confer confess confide configure confine confirm
confiscate conflagrate conflate conform confound confront confuse confute congeal congest conglobate conglobe
conglutinate congratulate congregate conjoin conjure conn connect connive connote conquer conscript conserve consider
consign consist consociate console consolidate consonate consort conspire constellate consternate constipate
constitute constitutionalise constitutionalize constrain constrict constringe construct construe consubstantiate
consult consume consummate contain containerise containerize contaminate contemn contemplate contemporise contemporize
contend continue contort contradict contradistinguish contraindicate contravene contribute contrive controvert contuse
convalesce convect convene conventionalise conventionalize converge converse convert convey convict convince convoke
convolve convulse cooccur cook cooperate coordinate cope copolymerise copolymerize copulate copyedit copyread coquet
coronate corrade correct correlate correspond corroborate corrode corrugate coruscate cosign cosponsor cosset cough
count counteract counterchallenge counterchange counterpose counterstrike countervail cover covet cower cozen crack
crackle cram cranch crane crash craunch crave crawl creak crease create creep cremate crenelate crenellate creolize
crepitate criminalise criminalize criminate cringe cripple crispen crisscross criticise criticize croak crochet cronk
croon cross crossruff crouch crow crucify cruise crumble crump crumple crush cry crystalise crystalize crystallise
crystallize cuddle culminate cultivate cumber cumulate curdle cure curl curse curtail cushion customise customize cut
cutinize cybernate dab dabble dally dampen dance dandify dandle dangle dare darken darn dart dash datemark daunt
dawdle daydream dazzle deaccession deactivate deaden deaerate deafen deal deaminate deaminize debar debark debase
debilitate debone debouch debrief debug debunk decaffeinate decalcify decamp decant decapitate decarbonate decarbonise
decarbonize decarboxylate decarburise decarburize deceive decelerate decentralise decentralize decerebrate decertify
dechlorinate decide decimalise decimalize decimate decipher declaim declare declassify declaw decline declutch decoct
decode decoke decollate decolonise decolonize decolor decolorise decolorize decolour decolourise decolourize
decommission decompose decompress deconcentrate deconsecrate deconstruct decontaminate decontrol decorate decorticate
decouple decrease decrepitate decriminalise decriminalize decry decrypt dedicate dedifferentiate deduce deduct deem
deepen deface defalcate defame defang defat defeat defecate defeminise defeminize defend defenestrate defer defervesce
defibrillate defibrinate define deflagrate deflate deflect deflower defog deforest deform defraud defray defrock
defrost defuse defy degas degauss degenerate deglaze deglycerolise deglycerolize degrade degrease degust dehisce
dehorn dehumanise dehumanize dehumidify dehydrate dehydrogenate deice deify deign deionize deject delay delegate
delete delimit delimitate deliquesce delist deliver delocalize delouse delude delve demagnetise demagnetize demand
demarcate demasculinise demasculinize dematerialise dematerialize demean demilitarise demilitarize demineralise
demineralize demist demob demobilise demobilize democratise democratize demodulate demolish demonetise demonetize
demonise demonize demonstrate demoralise demoralize demote demulsify demur demyelinate demystify demythologise
demythologize denationalise denationalize denaturalise denaturalize denature denazify denigrate denitrify denominate
denote denounce dent denude deny deodorise deodorize deodourise deoxidise deoxidize deoxygenate depart depend
depersonalise depersonalize depict depilate deplane deplete deplore deploy deplumate deplume depolarise depolarize
depone depopulate deport depose deposit deprave deprecate depreciate depress depressurise depressurize deprive depute
deputise deputize deracinate derail derange derate derecognise derecognize deregulate derequisition derestrict deride
derive derogate desacralize desalinate desalinise desalinize desalt descale descend describe descry desecrate
desegregate desensitise desensitize desert deserve desex desexualise desexualize design designate desist desorb
despatch despise despoil despond desquamate destabilise destabilize destain destalinise destalinize destine destress
destroy destruct desulfurize desulphurize desynchronise desynchronize detach detain detect deter deterge deteriorate
determine detest dethaw dethrone detick detonate detoxicate detoxify detract detrain detransitivise detransitivize
detribalise detribalize detusk devaluate devalue devastate devein develop deviate devilise devilize devise devitalise
devitalize devitrify devoice devolve devote devour diabolise diabolize diagnose diagonalise diagonalize dial dialyse
dialyze diazotize dichotomise dichotomize dicker dictate didder diddle die differ differentiate diffract diffuse dig
digest digitalise digitalize digitise digitize dignify digress dilapidate dilate dillydally dilute diminish dine dip
diphthongise diphthongize direct disable disabuse disaccord disaffect disafforest disagree disallow disambiguate
disappear disappoint disapprove disarm disarrange disarticulate disassemble disassociate disavow disband disbar
disbelieve disbud disburden disburse discard discase discern discerp disclaim disclose discolor discolorise
discolorize discolour discolourise discombobulate discomfit discommode discompose disconcert disconnect discontinue
discount discountenance discourage discover discriminate discuss disdain disembark disembarrass disembody disembowel
disembroil disenable disenchant disencumber disenfranchise disengage disentangle disestablish disfigure disforest
disfranchise disgorge disgruntle disharmonize dishearten dishevel dishonor dishonour disincarnate disincline disinfect
disinfest disinherit disintegrate disinter disinvest disinvolve disjoin dislike dislocate dislodge dismantle dismember
dismiss dismount disobey disoblige disorganise disorganize disorient disorientate disown disparage dispatch dispel
dispense disperse dispirit displace display displease displume disport dispose dispossess dispread disprove dispute
disqualify disregard disrobe disrupt diss dissatisfy dissect dissemble disseminate dissertate dissever dissimilate
dissimulate dissipate dissociate dissolve dissonate dissuade distend distil distill distinguish distort distract
distrain distribute distrust disturb disunify disunite divagate divaricate diverge diversify divert divest divide
divulge dizen do docket dodge doff dogmatise dogmatize domesticate domesticise domesticize domiciliate dominate
domineer don donate doom doss dote double douse dovetail downgrade download downplay downsize doze draft drag draggle
drain dramatise dramatize drape draw dread drench dress dribble drift drill drink drip drive droop drop dropforge
drown drowse drub dry dub duck dulcify dulcorate dumbfound dump dunk dupe duplicate dwarf dwell dwindle dye dynamise
dynamize earn ease eat eavesdrop ebb ebonise ebonize echo economise economize eddy edify edit editorialise
editorialize educate educe edulcorate eff efface effectuate effeminise effeminize effervesce effloresce effuse egest
egotrip ejaculate eject elapse elate elect electioneer electrify electrocute elegise elegize elevate elicit elide
eliminate elocute elongate elope elucidate elude elute emaciate emanate emancipate emasculate embalm embank embark
embarrass embattle embed embellish embezzle embitter emblazon embody embolden emboss embower embrace embrangle
embrittle embrocate embroider embroil embrown emend emerge emigrate emit emote empale empanel empathise empathize
emphasise emphasize emplace emplane employ empower empurple emulate emulsify enable enact enamor enamour encamp
encapsulate encase enchain enchant encipher encircle enclose enclothe encode encompass encounter encourage encrimson
encroach encrust encrypt encumber endanger endear endorse endow endue endure energise energize enervate enfeeble
enfeoff enfold enforce enfranchise engage engender engild englut engorge engraft engrave engross engulf enhance enjoin
enjoy enkindle enlace enlarge enlighten enlist enliven enmesh ennoble enounce enplane enquire enrage enrapture enrich
enrobe enrol enroll ensconce enshrine enshroud ensile ensky enslave ensnare ensnarl ensue ensure entail entangle enter
entertain enthral enthrall enthrone enthuse entice entitle entomb entrain entrap entreat entrench entrust entwine
enucleate enumerate enunciate envelop envenom environ envisage envision envy enwrap epilate epitomise epitomize
equalise equalize equate equilibrate equilibrise equilibrize equip equivocate eradicate erase erect erode eroticize
err eruct erupt escalate escape eschew escort espouse espy establish esterify estimate estivate estrange etch
eternalise eternalize eternise eternize etherealize etherialise etherify etherise etherize etymologise etymologize
eulogise eulogize euphemise euphemize evacuate evade evaluate evanesce evangelise evangelize evaporate eventuate evert
evict evince evoke evolve exacerbate exaggerate exalt examine exasperate excavate exceed excel except excise excite
exclaim exclude excogitate excommunicate excoriate excrete excruciate exculpate execrate execute exemplify exenterate
exert exfoliate exhale exhaust exhibit exhilarate exhort exhume exile exist exonerate exorcise exorcize expand
expatiate expect expectorate expedite expel expend expiate expire explain explicate explode exploit explore export
expose exposit expostulate expound express expropriate expunge expurgate exsert exsiccate extemporise extemporize
extend extenuate exteriorise exteriorize exterminate externalise externalize extinguish extirpate extol extort extract
extradite extrapolate extravasate extricate extrude exuberate exude exult exuviate fabricate facilitate factorise
factorize fade fail fall falsify falter familiarise familiarize famish fancify fancy fantasise fantasize fascinate
fasten fathom fatten favor faze fecundate federalise federalize feed feel feign feint felicitate fell fellate feminise
feminize fend ferry fertilise fertilize festinate fetch fete fetishize feudalize fibrillate fictionalise fictionalize
fidget fight filch file filiate fill filter finagle finalise finalize finance find finedraw fingerspell finish
fishtail fit fix fixate fizzle flabbergast flake flambe flank flap flash flatten flatter flaunt flay fledge flee
flense flex flick flicker flinch fling flip flirt flit flitter float flocculate flog flop flounce flounder flourish
flout flub fluctuate flummox flump fluoresce fluoridate fluoridise fluoridize flush fluster flutter fly flyfish
focalise focalize foist fold follow foment fondle footle footslog forbid forebode forecast foreclose foredate foredoom
forefend foregather forego foreknow foreordain foresee foreshadow foreshorten foreshow forestall foreswear foretell
forewarn forfeit forfend forgather forge forget forgive forgo formalise formalize formicate formularise formularize
formulate fornicate forsake forswear fortify fossilise fossilize foster found fractionate fracture fragmentise
fragmentize frap fraternise fraternize freeload freeze freshen fress fret frighten frivol frizzle frogmarch frown
fructify frustrate fry fulfil fulfill fulminate fumble fume fumigate fundraise furbish furcate furl furnish fuse fuss
fustigate gabble gain gainsay gallivant gallop galumph galvanise galvanize gamble gape garble garland garner gash
gasify gasp gather gauge gawk gawp gaze gazump gear gelatinise gelatinize geld generalise generalize generate gentrify
genuflect germinate gestate gesticulate get geyser ghettoise ghettoize ghostwrite giggle gild gip gird give glaciate
gladden glamorise glamorize glamourise glamourize glance glare glaze gleam glean glide glint glisten glitter gloat
globalise globalize glom glorify glow glower glue glug glut gluttonise gluttonize glycerolise glycerolize gnash gnaw
go goad gobble goggle goldplate goof goofproof google gore gorge gormandise gormandize gouge gourmandize govern grab
gradate graduate grant granulate grapple grasp gratify gravitate graze greet grieve grimace grin grind grip groak
groan grok groom grope grovel grow growl grumble grunt gruntle guarantee guess guggle guide gull gulp gush guttle
guzzle gybe gyrate habilitate habituate haemagglutinate haggle hail hallow hallucinate halt halve hamper handbuild
handcolor handcolour handle handwash handwrite hang hanker happen harangue harass harden hark harken harmonise
harmonize harrow harry harshen harvest hasten hatch hate haul haunt have headbutt headquarter heal hear hearken
hearten heave hector hedgehop heed heft heighten heist help hemagglutinate herald hesitate hew hibachi hibernate hide
hie higgle highlight hightail hijack hinder hint hire hiss hit hitch hitchhike hobble hobnob hock hog hoist hold
holler homogenise homogenize homologise homologize honeymoon honor hoodwink hook hoot hoover hop hope hopple
hornswoggle horrify horripilate hospitalise hospitalize housebreak houseclean housekeep hover huddle hug hum humanise
humanize humidify humify humiliate hunker hunt hurdle hurl hurry hurt hurtle hush hustle hybridise hybridize
hydrogenate hydrolise hydrolize hydrolyse hydrolyze hygienise hygienize hyperbolise hyperbolize hyperextend
hyperventilate hyphenate hypnotise hypnotize hypophysectomise hypophysectomize hypostatise hypostatize hypothecate
hypothesise hypothesize idealise idealize ideate identify idolise idolize ignite ignore illegalise illegalize illume
illuminate illumine illustrate imagine imbed imbibe imbrue imbue imitate immaterialise immaterialize immerse immigrate
immingle immix immobilise immobilize immolate immortalise immortalize immunise immunize immure impair impale impanel
impart impeach impede impel impend imperil impersonate impinge implant implement implicate implode implore imply
importune impose impound impoverish imprecate impregnate impress imprint imprison improve improvise improvize impugn
impute inactivate inaugurate incandesce incapacitate incarcerate incarnadine incase incinerate incise incite incline
inclose include incommode incorporate increase incriminate incrust incubate inculcate inculpate incur indemnify
indicate indict indispose indite individualise individualize individuate indoctrinate indorse induce induct indue
indulge industrialise industrialize indwell infatuate infect infer infest infiltrate inflame inflate inflect inflict
inform infract infringe infuriate infuscate infuse ingeminate ingest ingraft ingrain ingratiate ingurgitate inhabit
inhale inhere inherit inhibit inhume initialise initialize initiate inject injure inlay inmarry innervate innovate
inoculate inosculate inquire inscribe inseminate insert insinuate insist insolate inspan inspect inspire inspirit
inspissate instal install instantiate instigate instil instill institute institutionalise institutionalize instruct
instrumentate insufflate insulate insult insure integrate intend intensify inter interact interbreed intercalate
intercede intercept intercommunicate interconnect interdepend interfere interiorise interiorize interject interlace
interlard interleave interlink interlock interlope intermarry intermingle intermit intermix internalise internalize
internationalise internationalize interpellate interpenetrate interpolate interpose interpret interrelate interrogate
interrupt intersect intersperse interstratify intertwine intervene interview interweave intimidate intonate intone
intoxicate intransitivise intransitivize intrench introduce intromit introspect intrude intrust intubate intuit
intumesce intussuscept inunct inundate inure invade invaginate invalidate inveigh inveigle invent invert invest
investigate invigilate invigorate invite invoke involve inweave iodinate iodise iodize ionate ionise ionize iridesce
irk irradiate irrigate irritate irrupt isolate isomerise isomerize issue italicise italicize itch itemise itemize
iterate itinerate jab jabber jactitate jam jampack jangle jaywalk jeer jell jellify jeopardise jeopardize jerk
jettison jig jilt jimmy jingle jive jog joggle join jollify josh jostle jubilate judder judge jump junketeer justify
juxtapose keep keratinise keratinize keynote kibbitz kibitz kibosh kick kidnap kill kindle kiss knap knead kneel knit
knock know label labialise labialize lace lacerate lade lag laicise laicize lallygag lam lambast lambaste lament
laminate lampoon languish lapidate lapidify larn larrup lash latch lateralize latinise latinize laud laugh launch
launder lave lay laze lead lean leap learn leave leer legalise legalize legislate legitimatise legitimatize legitimise
legitimize lend lengthen lenify lessen let levant levitate levy lexicalise lexicalize liaise liberalise liberalize
liberate librate lick lie lifehack lift ligate lighten lignify like liken limit limn linearise linearize linger link
lionise lionize lipread liquefy liquidate liquidise liquidize liquify listen literalise literalize litigate live liven
loathe lob localise localize locate lock locomote lodge logroll loiter loll lollop lollygag look loom loop loosen lop
lope lose louden lounge lour love lowball lower lubricate lucubrate lug luminesce lunge lurch lure lurk lustrate
luxate luxuriate lynch lyophilise lyophilize lysogenize macadamise macadamize macerate machicolate machinate madden
madrigal magnetise magnetize magnify mail maim mainline maintain make malinger malnourish maltreat malversate manage
manducate manhandle manifest manipulate manoeuver manufacture manumit mapquest mar marbleise marbleize marginalise
marginalize marinate mark marry martyrise martyrize marvel masculinise masculinize mash masquerade massacre massage
mastermind masticate masturbate match materialise materialize matriculate maturate maunder maximise maximize mean
meander measure mechanise mechanize meddle mediate medicate meditate meet melanise melanize meliorate melodise
melodize melt memorialise memorialize memorise memorize mend menstruate mensurate mention mercerise mercerize merge
mesh mesmerise mesmerize metabolise metabolize metalize metallize metamorphose metastasise metastasize metricate
metricise metricize metrify mew mewl microcopy micturate migrate militarise militarize militate mince mineralize
mingle miniate miniaturise miniaturize minify minimise minimize misaddress misadvise misalign misally misapply
misapprehend misappropriate misbehave misbelieve miscalculate miscall miscarry miscast miscegenate misconceive
misconstrue miscreate misdate misdeliver misdemean misdirect misdo misestimate misfire misfunction misgauge misgive
misgovern misguide mishandle misidentify misinform misinterpret misjudge mislay mislead mismanage mismarry mismate
misname misperceive misplace mispronounce misquote misread misremember misrepresent miss misspeak misspell misspend
misstate mistime mistranslate mistreat mistrust misunderstand misuse miter mitigate mix moan mobilise mobilize mock
modernise modernize modify modulate moil moisten moisturise moisturize mold molder molest mollify monetise monetize
mongrelise mongrelize monish monitor monologuise monologuize monopolise monopolize monumentalise monumentalize moo mop
moralise moralize morph mortify mosey mosh motivate motorise motorize mottle mould moulder mount mourn move mow muck
muckrake mudwrestle muffle mull multiply mumble mummify munch murmur muse mussitate muster mutate mutilate mutter
mystify mythicise mythicize mythologise mythologize nab nag nail namedrop narcotise narcotize narrate nasale nasalise
nasalize nationalise nationalize natter naturalise naturalize nauseate navigate nazify neaten necessitate necrose need
negate neglect negociate negotiate nestle netmail nettle neutralise neutralize nictate nictitate niggle nigrify nip
nitpick nitrify nitrogenise nitrogenize nobble nock nod nominate nonplus normalise normalize notarise notarize notate
notch note notice notify nourish novate novelise novelize nucleate nudge nullify nurture nutate nutrify nuzzle obey
obfuscate objectify objurgate oblige obliterate obnubilate obscure observe obsess obsolesce obstipate obstruct obtain
obtrude obtund obturate obviate occidentalise occidentalize occlude occupy occur odorize odourise offend offer
officialise officialize officiate offload offsaddle offset ogle omit ooh opacify opalesce opalise opalize open operate
opine oppose oppress oppugn opsonize opt optimise optimize orate orchestrate ordain organise organize orient
orientalise orientalize orientate originate oscillate osculate ossify ostentate ostracise ostracize oust outbalance
outbid outbrave outcall outclass outdistance outdo outdraw outface outfight outflank outfox outgeneral outgrow
outguess outlast outlaw outline outlive outmaneuver outmanoeuvre outmarch outmatch outmode outnumber outpace
outperform outplay outpoint outrange outrank outride outrival outroar outrun outsail outscore outsell outshine
outshout outsmart outsource outspan outstare outstay outstrip outvie outvote outwear outweigh outwit ovenbake
overachieve overact overarch overawe overbalance overbear overboil overburden overcapitalise overcapitalize overclothe
overcloud overcome overcompensate overcook overcrop overcrowd overcultivate overdo overdose overdramatise
overdramatize overdraw overdress overdrive overeat overemphasise overemphasize overestimate overexert overexploit
overexpose overextend overfatigue overfeed overfill overflow overfly overgeneralise overgeneralize overgorge overgrow
overhaul overhear overheat overindulge overjoy overlap overlay overleap overlie overload overlook overmaster overpay
overplay overpopulate overpower overpraise overprice overproduce overprotect overrate overreach overreact overrefine
override overrule overrun oversee oversew overshadow overshoot oversimplify oversleep overspecialise overspecialize
overspend overspread overstate overstay overstep overstock overstrain overstress overstretch overstuff overtake
overtax overthrow overtire overtop overtrump overturn overvalue overweary overwhelm overwinter overwork overwrite
ovulate owe oxidate oxidise oxidize oxygenate oxygenise oxygenize ozonise ozonize pacify pack paddle paganise paganize
paginate paint palatalise palatalize pall palliate palpate palpitate palter pamper pant parallelize paralyse paralyze
parboil parch pardon pare parlay parry parse partake participate particularise particularize pass pasteurise
pasteurize pat patinate patinise patinize patronise patronize pauperise pauperize pause pay peck peculate peddle peek
peel peep peer pelt penalise penalize penetrate pepper peptise peptize perambulate perceive perch percuss peregrinate
perennate perform perfuse perish perjure permeate permit permute perorate perpetrate perpetuate perplex persecute
perseverate persevere persist personalise personalize personate personify perspire persuade pertain perturb peruse
pervade pervaporate pester petrify pettifog philander philosophise philosophize phlebotomise phlebotomize phonate
phosphoresce photosensitise photosensitize pick pierce pilfer pillory pin pinch ping pinkify pinpoint pioneer pitch
pivot placate plagiarise plagiarize plague plan plasticise plasticize plastinate plat platinize platitudinize play
playact pleach plead please pledge plicate plod plow pluck plummet plunge plunk pluralise pluralize ply poach podcast
poetise poetize poise poke polarise polarize polemicise polemicize polemise polemize polish politicise politicize
politick pollenate pollinate pollute polychromise polychromize polymerise polymerize pommel ponder pooch pop
popularise popularize populate porcelainize portend portray pose possess postdate postpone postpose postulate
potentiate pounce pour powderise powderize powerwash practise praise prance prattle pray preach preachify prearrange
preassemble precede precess precipitate preclude preconceive precondition precook predate predecease predestine
predetermine predict predigest predispose predominate preempt preen preexist prefabricate prefer prefigure preform
preheat prehend preisolate prejudge premeditate preoccupy preordain prepare prepay preponderate prepose prepossess
prerecord presage prescribe present preserve preside press pressurise pressurize presume presuppose pretend pretermit
prettify prevail prevaricate prevent previse primp prink print prioritise prioritize prise privatise privatize probe
proceed proclaim procrastinate procreate procure prod produce profess professionalise professionalize proffer
prognosticate prohibit proliferate prologise prologize prologuize prolong promise promote prompt promulgate pronate
pronk pronounce proofread propagandise propagandize propagate propel prophesy propitiate propose propound prorate
prorogue proscribe prosecute proselytise proselytize prosper protect protest protract protrude protuberate prove
provide provoke prowl pry psychoanalyse psychoanalyze ptyalise ptyalize publicise publicize publish pucker puff pule
pull pullulate pulsate pulverise pulverize pummel pump punch punctuate puncture punish punt pupate purchase purge
purify purl purloin purport purpurate pursue purvey push pussyfoot put putrefy putt puzzle pyramid quadruple quail
qualify quantify quantise quantize quarrel quash quell quench query quetch quicken quickstep quiesce quieten quip quit
quiver quote radiate radicalize radiolocate raid raise rake rally ram ramble ramify randomise randomize rankle ransack
rap rape rarefy rarify rase rasterize ratify ratiocinate rationalise rationalize rattle ravish raze reabsorb reach
reacquaint react reactivate read readapt readjust readmit reaffirm realign realine realise realize reallocate reallot
reanimate reap reappear reapportion reappraise rearm rearrange reassail reassemble reassert reassess reassign reassure
reattribute reave reawaken rebind reboot rebound rebuff rebuild rebuke rebury rebut recalcitrate recalculate recall
recant recapitulate recapture recast recede receive recess recharge recidivate reciprocate recite reckon reclaim
reclassify recline recode recognise recognize recoil recollect recombine recommence recommend recommit reconcile
recondition reconfirm reconnoiter reconnoitre reconquer reconsecrate reconsider reconstitute reconstruct reconvene
reconvert reconvict recopy recount recoup recover recreate recriminate recrudesce recruit rectify recumb recuperate
recur recurve recuse recycle redden rede redecorate rededicate redeem redefine redeploy redeposit redesign redetermine
redevelop redirect rediscover redispose redistribute redline redo redouble redound reduce reduplicate reecho reek
reelect reenact reenforce reestablish reevaluate reexamine reface refashion refer refill refinance refine refinish
reflate reflect reflectorise reflectorize refloat refocus reforest reforge reformulate refract refracture refresh
refreshen refrigerate refuel refurbish refurnish refuse refute regain regale regard register regorge regret regroup
regrow regularise regularize regulate regurgitate rehabilitate reharmonise reharmonize rehash rehear rehearse reheat
reheel rehouse reify reign reignite reimburse reimpose reinforce reinstall reinstate reinsure reintegrate reinterpret
reintroduce reinvent reinvigorate reiterate reject rejig rejoice rejoin rejuvenate rekindle relace relate relativise
relativize relax relay relearn release relegate relent relieve reline relinquish relive reload relocate rely relyric
remain remake remand remark remarry remediate remember remilitarise remilitarize remind reminisce remit remodel remold
remonstrate remould remount remove remunerate rename rend render renegociate renegotiate renew renormalise renormalize
renounce renovate rent reopen reorder reorganise reorganize reorient reorientate repaint repair repay repeal repeat
repel repent repercuss rephrase repine replace replant replenish replicate reply repoint report reposit repossess
repot reprehend represent repress reprimand reprise reprize reprocess reproduce reprove republish repudiate repugn
repulse repute request require requisition requite reread rerun rescale reschedule rescind rescue reseal reseat resect
reseed resell resemble resent reserve reset resettle resew reshape reship reshoot reside resift resign resile resinate
resist resize resmudge resole resolve resonate resorb resort resound respire resplend respond restart restate
restitute restock restore restrain restrengthen restrict restructure resublime resubmit resume resurface resurge
resurrect resuscitate resuspend ret retain retaliate retch retell rethink retick retie retire retool retort retouch
retrace retract retrain retranslate retransmit retreat retrench retrieve retrogress retrovert retry return reunify
reunite reuse rev revalue revamp reveal revel reverberate revere reverence reverse revert revet review revile revise
revisit revitalise revitalize revive revivify revolutionise revolutionize revolve rewire reword rework rewrite
rhapsodise rhapsodize ricochet rid riddle ride ridicule riffle rig rigidify rile ring rinse rip ripen rise risk
ritualise ritualize rival rive rivet roam roar roast rob roil roister roleplay roll rollick romanticise romanticize
romp roneo roost rootle rot rotate roughen roughhouse rouse rout rove rub rubberise rubberize rubberstamp rubify
rubricate ruckle ruffle ruggedise ruggedize ruminate rummage rumple run rupture rush rust rusticate rustle saccharify
sacrifice sadden safeguard sag sail salinate salivate saltate salute salvage sanctify sanction sanitate sanitise
sanitize sap saponify sashay sate satiate satirise satirize satisfice satisfise satisfy saturate saute save savor
savvy saw say scab scamper scan scandalise scandalize scare scarify scarper scatter scavenge scend schedule schematise
schematize schnorr schuss scintillate scissor scoff scold scoot scorch scour scout scowl scram scramble scranch scrape
scratch scraunch scrawl screak scream screech screw scribble scribe scrimp scrimshank scrounge scrub scrutinise
scrutinize scry scud scuff sculpt scurry scuttle seal sear search secede secern secernate seclude secrete sectionalise
sectionalize secularise secularize secure seduce see seek seel seem seep seethe segregate seize select sell sellotape
send senesce sensibilise sensibilize sensify sensitise sensitize sensualise sensualize sentimentalise sentimentalize
sentimentise sentimentize separate sequester sequestrate serialise serialize sermonise sermonize serve set settle
sever severalise severalize sew sexualise sexualize shadowbox shake shamanise shamanize shamble shanghai share sharpen
sharpshoot shatter shave sheathe shed shellack shelve shew shift shimmy shine shirk shirr shiver shmoose shnorr shoo
shoot shoplift shorten shout shove show shrink shrinkwrap shrive shrivel shroud shrug shudder shuffle shun shush shut
shuttle sibilate sicken sidestep sidle sift sigh sightread sightsee sightsing sign signalise signalize signify
silverplate simmer simplify simulate sing singe singularise singularize sink sinter sip sire siss sit situate sizz
sizzle skedaddle skid skim skimcoat skimp skip skitter skive skreak skreigh skulk skydive skyjack skylark slabber
slacken slake slam slap slash slate slather slaughter slaver slay sleep sleepwalk slenderise slenderize slide slime
sling slink slip slither slog slop slosh slue slug sluice slumber slump slurp smack smash smatter smear smell smile
smirk smite smolder smoothen smother smuggle smutch snag snap snarf snarl snatch sneak sneer snicker sniff snigger
snog snoop snore snort snub snuggle soak soar socialise socialize sodomise sodomize soften solarise solarize solder
solemnise solemnize solicit solidify soliloquise soliloquize solmizate solve somnambulate soothe sorb sorcerise
sorcerize sough sour souse sovietise sovietize sow spacewalk span spang spare spay speak spear spearhead specialise
specialize speciate specify spectate speculate speechify spellbind spelunk spend spew sphacelate spill spin spiritise
spiritize spiritualise spiritualize spit splash splice split splosh spoil spondaise spondaize sponge sponsor spoonfeed
sporulate spotweld spout sprain sprawl spread spreadeagle sprinkle sprint sprout spue spurn sputter spy squall
squander squash squat squawk squeak squeal squeeze squelch squint squirm squirt stab stabilise stabilize stack stagger
stagnate stain stake stalinise stalinize stalk stammer stamp stampede stanch stand standardise standardize stare
stargaze start startle starve stay steal steam steamroll steepen steer sterilise sterilize stet stickle stiffen stifle
stigmatise stigmatize stimulate sting stink stipple stipulate stir stoke stomp stonewall stonewash stoop stop stow
straddle strafe straggle straighten straiten strangle strangulate stratify stray streamline streetwalk strengthen
stretch strew stride stridulate strike strive stroll strop strum stud stultify stumble stun stupefy stutter stylise
stylize sub subcontract subdivide subdue subedit subjoin subjugate subluxate submerge submerse submit suborn subpoena
subrogate subscribe subserve subside subsidise subsidize subsist substantiate substitute subsume subtend subtilise
subtilize subtitle subtract suburbanise suburbanize subvent subvert subvocalise subvocalize succeed succumb succuss
suck suckle sudate sue suffer suffice suffocate suffuse sugarcoat suggest sulfurette sulk sully sulphur sulphurette
summarise summarize summate summerise summerize summon sunbathe sunder sup superannuate supercede supercharge
superfetate superimpose superinfect superintend superpose superscribe supersede supervene supervise supinate supplant
supplicate supply support suppose suppress suppurate surfeit surge surmise surmount surpass surprise surrender
surround surveil survey survive suspect suspend suspire sustain susurrate swab swaddle swagger swallow swap swarm
swathe sway swear sweep sweeten swell swelter swerve swim swindle swing swinge swipe swirl swish switch swivel swoon
swoop swosh syllabicate syllabify syllabise syllabize syllogise syllogize symbolise symbolize symmetrise symmetrize
sympathise sympathize symphonise symphonize sync synchronise synchronize syncopate syncretise syncretize synthesise
synthesize systematise systematize systemise systemize tabularise tabularize tabulate tack tackle tag tailor take talk
tamper tantalise tantalize tap tapdance taper tarnish tarry tat taunt tauten teach tear tease teem teeter teethe
telecommunicate telefax telepathise telepathize teleport telescope televise tell temporise temporize tempt tend
tenderise tenderize tergiversate terminate terrasse terrify territorialise territorialize terrorise terrorize
tessellate test testify tether thank thaw theologise theologize theorise theorize thicken thieve think thoriate thrash
thread threaten thresh thrive throb thrombose throw thrust thud thump thurify thwart tie tighten tilt tinct tinge
tingle tink tinker tinkle tintinnabulate tippytoe titillate titivate titrate titter tittivate tittup toast toddle tog
toil tolerate topdress topicalize topple torture toss totalise totalize totter touch toughen tousle trace traduce
trail train traipse tramp trample tranquilize tranquillise tranquillize transact transaminate transcend transcribe
transduce transect transfer transfigure transfix transform transfuse transgress transistorise transistorize
transitivise transitivize translate transliterate translocate transmigrate transmit transmogrify transmute transpirate
transpire transplant transport transpose transship transubstantiate transude traumatise traumatize travel traverse
tread treat tremble trespass tribulate trickle trifurcate trim triple trisect trivialise trivialize troat trot
troubleshoot trounce trudge trundle trust try tsk tuck tug tumble tumefy tumesce tunnel turn tut tweedle tweeze
twiddle twine twinkle twirl twist twitch typecast typeset typewrite typify tyrannise tyrannize uglify ulcerate ululate
unarm unbar unbelt unbend unbind unblock unbolt unbosom unbox unbrace unbraid unbridle unbuckle unburden unbutton
uncase unchain unchurch unclasp unclip uncloak unclog unclothe unclutter uncoil uncompress uncork uncouple uncover
uncrate uncross uncurl undeceive underachieve underact underbid underdevelop underdress underestimate underexpose
undergird undergo undergrow underlie underline undermine undernourish underpay underperform underpin underplay
underprice underproduce underquote underrate underscore undersell undershoot undersign underspend understand
understate understock undertake undervalue underwrite undo undock undrape undress undulate unearth unfasten unfold
unfreeze unfrock unfurl unhallow unhand unharness unhinge unhitch unhook unhorse uniformise uniformize unify unionise
unionize unite unitise unitize universalise universalize unknot unlace unlade unlash unlax unlearn unleash unlive
unload unlock unloose unloosen unmake unman unmask unmuzzle unnerve unpack unpick unpin unplug unravel unreel unroll
unsaddle unsanctify unsay unscramble unscrew unseal unseat unsettle unsex unsheathe unsnarl unsolder unspell unstaple
unstrain unstrap unstring unstuff unsubstantialise unsubstantialize untangle unteach unthaw untie untune untwine
untwist unveil unweave unwind unwire unwrap unyoke unzip upbraid upchuck update upend upgrade upheave uphold upholster
uplift upload upraise uprise uproot upset urbanise urbanize urge urinate urticate use usher usurp utilise utilize
utter vacate vaccinate vacillate validate valuate vamoose vandalise vandalize vanish vanquish vaporise vaporize
variegate vary vascularise vascularize vasectomise vasectomize vaticinate veer vegetate veil velcro vellicate vend
venerate venesect ventilate venture verbalise verbalize verbify verify versify vesicate vesiculate vest vex vibrate
victimise victimize vie vilify vilipend vindicate vinify violate virilise virilize visit visualise visualize vitalise
vitalize vitaminise vitaminize vitiate vitrify vituperate vivify vivisect vocalise vocalize vociferate volatilise
volatilize volunteer vomit vote vouch vouchsafe vow vowelise vowelize vulcanise vulcanize vulgarise vulgarize wad wade
waft wag waggle wail wait waive wake waken walk wallop wallow wamble wander wane wangle want warble warn warp warrant
wash waste watch waul waver wawl waylay weaken wean weaponize wear weatherstrip weave wed wedel weep weigh welch
welcome weld welsh wend westernise westernize whack wham whap wheedle wheeze whelm whet whimper whine whinny whip
whirl whish whisk whisper whistle whistlestop whiten whittle whiz whomp whoop whop widen wield wiggle wigwag wilt win
wince windsurf wink winnow winterise winterize wipe wisecrack wish withdraw wither withhold withstand witness wive
wobble womanise womanize wonder woo woolgather woosh work worry worsen wrangle wrap wrawl wreak wreathe wreck wrench
wrest wrestle wriggle wring write writhe yammer yank yap yaup yawn yawp yearn yell yelp yield zigzag zip zoom
""".split()
)

ADJECTIVES = frozenset(
    """
abandoned abashed abbreviated abdominal aberrant abhorrent abiding abject ablated ablaze able abnormal abominable
aboriginal abounding aboveground abrupt absent absentminded absolute absorbed absorbing absorptive abstract abstracted
abstractive absurd abundant abused abusive academic accelerated acceptable accepted accepting accessible accidental
accompanied accompanying accomplished according accountable accredited accrued accumulated accurate accusative
accusing accustomed aching acidic acknowledged acoustic acoustical acquainted acquired acquitted acrobatic activated
active activist actual acuminate acute adamant adaptable adapted adaptive addicted additional addlebrained addressed
adept adequate adjacent adjectival adjustable adjusted administrative admirable admired admissible adolescent adopted
adoptive adorable adored adorned adrenal adroit adulterate advanced advancing advantageous adventurous adverbial
adverse advertised advisable advised advisory aerated aerial aerobic aerodynamic aeronautical aerosolized aesthetic
affected affecting affectionate afferent affiliated affirmative affixed afflicted affluent affordable afire aflame
aflare afloat aforementioned aforesaid afraid agape aged agglutinate aggravated aggregate aggressive aghast agile
aging agitated agrarian agreed agricultural aground ahorseback aided ailing aimless ain airborne aired airless airy
akin alarmed alcoholic alert alfresco algebraic alien alienated aligned alike alive alkaline all alleged allegro
allergic allied alligatored allocable allotted allowable almighty aloof alpine alright altered alternate alternating
alto alveolar amalgamate amalgamated amazed amazing amber ambient ambiguous ambitious ambivalent amenable amended
amiable amicable amino amiss amorous amorphous amphibious ample amused amusing anaerobic anal analeptic analog
analogous analytic analytical analyzed anastomotic anatomic anatomical ancestral ancient anemic angelic angered angled
angry anguished angular angulate anhydrous animate animated annihilating announced annoyed annoying annual anomalous
anomic anonymous another answering antagonistic antebellum anterior anthropological anthropomorphic anti antibiotic
antic anticipated antique antiseptic antithetical antithyroid antitrust anxious any apical apocalyptic apocryphal
apologetic apostolic appalled appalling apparent appealing appellate applicable applied appointed appreciable
appreciated appreciative approachable approaching appropriate approved apt aquatic aqueous arable arbitrary arboreal
archaeological archaic arched archeological arching architectural archival ardent arduous argent argumentative arid
aristocratic armed armored armoured aromatic aroused arranged arresting arrogant arterial arteriolar articulated
artificial artistic arty ascending ascertainable ashamed ashen asleep aspiring assassinated asserted asserting
assertive assigned assisted assorted assumed assuming assured asteroid asteroidal astonished astonishing astounding
astral astringent astronomical astute asymmetric asymptotic atheistic atheromatous athletic atmospheric atomic
atrophic atrophied attached attacking attained attempted attended attentive attenuate attested attired attractive
attributable atypical auburn audacious audible auditory augmented august austere authentic authorised authoritarian
authoritative authorized autobiographical automated automatic automotive autonomic autonomous available average avid
avowed awaited awake awakened aware awed awesome awestruck awful awkward awry axial axiomatic azure babelike backed
backhand bacterial bad baffling baggy baked baking balanced bald balding baleful balking ballistic banal bandaged
banded bankrupt banned baptised baptized barbaric barbed bare bared barefoot baritone baronial baroque barred barren
basal based bashful basic basophilic bated bats battered battleful bawdy beaded beady beaming bearded beardown beaten
beautiful becoming bedfast bedraggled beefy beforehand befuddled beguiling behavioral beheaded beige belated
believable belligerent beloved belowground bended beneficial benevolent benign bent besieged bespectacled best bestial
bestubbled betrothed better betting bewhiskered bewildered bewitched biased biblical bibliographical biennial
bifurcate big bigger bilateral bilingual billed billion billowing bimolecular binary binomial biochemical biographical
biological biomedical bipartisan bipolar birch bisexual biting bitter bittersweet bizarre black blackened blackish
bladed blamed blanched bland blank blasphemous blasted blasting blatant blate blazing bleached bleak blear bleary
blended blessed blighted blind blinded blindfold blindfolded blinding blinking blissful blistering blithe blockading
blocked blond blooded bloodless bloodstained bloodsucking bloodthirsty bloody blooming blown blue bluish blunt blurred
blushing blustery boastful bodied bogus bohemian boiled boisterous bold bonnie bony booked booming boon booted bootleg
bordered borderline bored boring born botanic botanical both bothered bottomless botulinal bouffant bound bounded
boundless bourgeois bovine bowed bowing boxed boyish braced brachiate brackish braided brainy branched branching
branded brash brassy brave brazen breathed breathless breeding brief bright brilliant brindle brisk brittle broad
broadband brocaded broke broken bronchial bronchiolar bronzed brooding brotherly brown brownish brunette brushed
brushy brutal bubbling buckram bucolic budgetary built bulging bulky bulletproof bullnecked bully bullying buoyant
burdened bureaucratic buried burlesque burly burned burning burnt bushwhacking bushy businesslike busted bustling busy
buttoned buttressed buzzing bygone cackly cadaverous cagey calculated calculating callous calloused calm calorimetric
canary cancelled candid canine canned canonical canonist canonized cantering capable capitalist capitalistic capped
capsulate captivating cardiac cardinal cardiovascular carefree careful careless careworn caring carmine carnal
carpeted carved carven casebook cassocked casual catalytic catapultian catastrophic catatonic categorized catenulate
catholic causal causative cautious cavalier cd ceaseless celebrated celestial cellular centenary centered central
centralized ceramic cereal cerebral ceremonial certain certified cervical chained challenging chambered changed
changing chanted chantlike chaotic charged charismatic charitable charming chartered cheap cheating checked cheerful
cheery chelate chemical cherished cherry chestnut chic chief childish childless childlike chilling chilly chinked
chinless chipper chiseled chivalrous chockful choked choosy chopped choral choreographic christian chromatographic
chronic chronological chunky churchgoing churning ci cinematic circular circulating circumspect civic civil civilian
civilized cl clad clammy clamorous clandestine clanging clanking clannish clarion classic classical classificatory
classified classless clawed clean cleansing clear cleared clearheaded clement clenched clerical clever climatic
clinched clinical clipped clockwise clogged clogging clonic closed closing clothed clotted clouded cloudy clumsy
clustered cluttered coarse coarsened coastal coated coaxial coaxing cockeyed cocky cod coexistent cognate cognitive
coherent cohesive coiled cold collaborative collapsible collateral collected collective collegiate colloidal
colloquial colonial colored colorful colorless colossal colour coloured colourful columned columnlike combatant
combinable combined cometary comfortable comforted comforting comic comical coming commanding commemorating
commemorative commendable commensurate commercial commissioned committed common commonplace commonsense communal
communicational communicative communist communistic compact comparable comparative compassionate compatible compelling
compensated competent competitive complaining complementary complete completed completing complex compliant
complicated complimentary composed comprehensive compressed compromising compulsive compulsory computational concave
concealed conceivable concentrated conceptual concerned concerted conciliatory concise concluded concluding conclusive
concordant concretistic concurrent condemnatory condemning condescending conditional conditioned confederate confident
confidential confiding configured confined confining confirmed confirming conflicting confluent confused confusing
congenital congested congestive conglomerate congratulatory congregational congressional conical conjoined conjugal
conjugated connected connective conscientious conscious consecrate consecrated consecutive consequent conservative
conserved considerable considerate considered consistent consolidated consoling consonantal conspicuous constant
constituted constitutional constrained constraining constricted constricting constructive consular consultative
consuming consummated consumptive contained contaminated contemplative contemporary contemptible contemptuous
contented contentious contested contiguous continental continual continued continuing continuous contraband contracted
contractual contradictory contrary contrasting contributing contributory contrived controlled controlling
controversial convenient conventional conversational converted convex convinced convincing convivial convolute
convulsive cooccurring cooked cool cooperative coordinated coordinating cordial corinthian cornered corporate
corporeal corrected correctional correlated corresponding corrosive corrugated corrupt corrupted cortical corticofugal
cosmetic cosmic cosmopolitan costly counterbalanced counterfeit countless countrywide countywide coupled courageous
courteous covered covert coveted cowardly cowled cozy cracked crafty craggy cramped crank cranky crashing craved
craven crazed crazy creamy creative credible creditable credited creedal creepy crescendo crescent crested cretaceous
crimson cringing crippled crippling crisp crisscrossed critical crocked crocketed crooked cropped crossed crotchety
crowded crowned crowning crucial crude cruel crummy crumpled crushed crushing crusted crying cryptic crystalline cubic
cubist culinary cultivated cultural cultured cumbersome cumulative cured curious curled curling curly curricular
cursed cursory curt curtained curved curving custodial customary cute cv cyclic cylindrical cynical dabbled dainty
damaged damaging damascene damn damned damp dangerous dank dapper dappled dark darkened darkening darned dashed
dashing dated dauntless dazed dazzling dead deadened deadly deaf deafening dear deathlike deathly debilitating
decadent decayed deceased decent deceptive decided deciding deciduous decimal decisive declarative declared decorated
decorative decreased decreasing decreed decrescendo decussate dedicated dedifferentiated deductible deductive deep
defeated defective defending defensible defensive defiant deficient definable defined definite definitive deflated
defoliate deformational deformed defunct degraded dejected delayed deliberate delicate delicious delighted delightful
delineate deluxe demanding democratic demographic demolished demonic demonstrable demonstrated demure demythologized
denominational dense dental denudate denuded departed departmental dependable dependent depicted depleted deplorable
deprecating deprecatory depressed depressing deprived deranged derelict derisive derived descending described
descriptive deserted deserved deserving desiccate designed designing desirable desired desolate despairing desperate
despicable despised despondent destined destroyed destructive desultory detachable detached detailed detectable
detected determinable determinate determined determining detrimental devastating developed developing developmental
deviant devilish devious devoid devoted devotional devout dexter dexterous dextrous diachronic diagnostic diagonal
diagonalizable diaphyseal diatomic dictated dietary different differentiable differential differentiated difficult
diffident diffused diffusing digestible digestive digital dignified dilapidated diligent dim dimensional dimensioning
diminished diminishing diminutive dingy diocesan diplomatic dipped dire directed directing directional dirty disabled
disabling disadvantaged disappointed disappointing disarming disastrous discarded discernable discernible discerning
discharged disciplinary disciplined disclosed disconcerted disconcerting disconnected discontented discontinued
discorporate discouraged discouraging discourteous discovered discreet discrete discretionary discriminating
disdainful diseased disembodied disfigured disguised disgusted disgusting disheartened disheartening disheveled
dishonest disillusioning disintegrative disinterested disjoint disjointed disliked dismal dismantled dismayed
dismaying dismissed disobedient disordered disorderly disorganized disparate dispassionate dispersed displeased
disposed dispossessed disproportionate disputable disputed disqualified disrupted disruptive dissatisfied dissimilar
dissipated dissolved distal distant distinct distinctive distinguishable distinguished distortable distorted
distracted distraught distressed distressing distributed distributive disturbed disturbing disused divergent divers
diverse diversified diverted divided divine divisional divisive divorced dizzy docile doctoral doctrinaire doctrinal
documented dogged dogging doglike dogmatic doleful domed domestic dominant dominated dominating domineering done
doomed doped dormant dorsal dosed dotted doubled doubtful downcast downhill downtown downtrodden downward drab drafty
dragging drained draining dramatic draped drastic draughty drawn dreadful dreamed dreamlike dreamy dreary drenched
dressed dressy dried drifting drilled driven driving drizzling dropping drowsy drugged drugless drunk drunken dual
dubious due dull dulled dumb dumfounded dummy dun duplex duplicable durable dusky dusty dwindling dyed dying dynamic
each eager eared earliest early earned earnest earsplitting earthbound earthlike earthly earthshaking earthy eased
eastbound eastern eastward easy eatable ebullient eccentric ecclesiastical echoing eclectic ecological economic
economical ecstatic ecumenical edematous edentulous edged edgy edible edifying edited educated educational eerie
effective efficacious efficient effortless egocentric eight eighteen eighteenth eighth eighty elaborate elaborated
elapsed elastic elderly eldest elected electoral electric electrical electrifying electromagnetic electronic
electrostatic elegant elemental elementary elevated eleven eleventh elfin eligible elliptic elliptical elongated
eloquent elusive emaciated emancipated embarrassed embarrassing embedded emblematic embodied emboldened emergent
emerging emeritus eminent emotional emphasized emphatic emphysematous empirical employed empowered empty enabling
enchained enchanted encircled enclosed encompassing encouraged encouraging endangered endearing ended endemic endless
endothelial endowed enduring energetic enervating enforceable enforced engaged engaging engraved engrossed engrossing
enhanced enigmatic enjoyable enlarged enlightened enormous enraged ensuing entangled enterprising entertained
entertaining enthusiastic entire entitled enveloping envious environmental envisioned enwrapped enzymatic eosinophilic
ephemeral epic epidemic epileptic epiphyseal episcopal epistolatory eponymous equal equatorial equestrian equipotent
equipped equitable equivocal ergotropic eroded erotic erratic erroneous ersatz erudite erythroid escaped esoteric
essential established esthetic estranged estranging etched eternal ethereal ethical ethnic etiolate etymological
euclidean eugenic euphoric evaluative evangelical evasive eventual evergreen everlasting every everyday evidenced
evident evidential eviscerate evolutionary ex exact exaggerated exalted exasperated exasperating exceeding excellent
exceptional excessive exchanged excitatory excited exciting exclusive excruciating excused executed exemplary exempt
exhausted exhausting exhaustive exhilarating existent existential existing exotic expanded expansive expectable
expectant expected expedient expeditionary expendable expensive experienced experiential experimental expired
explanatory explicit exploded exploited exploratory explosive exponential exposed expository expressed expressible
expressionistic expressionless expressive exquisite extant extended extensive exterior external extinct extinguished
extra extralegal extramarital extraneous extraordinary extraterrestrial extravagant extreme exuberant exultant eyed
eyelike fabian fabled fabricated fabulous faced facetious facial facilitatory factual faded failing faint fair
faithful fake fallen falling fallow false faltering famed familiar famous fanciful fantastic faraway fascinated
fascinating fascist fashionable fashioned fast fastened fastidious fat fatal fated fateful fatigued fattening fatty
faulty faux favorable favored favourable favourite fearful fearless feasible feathered featured featureless fecund
federal federate feeble feline feminine feminist feral ferocious ferromagnetic fertile fervent festive fetal fetching
fetid feudal feverish few fewer fey fibrocalcific fictional fictitious fictive fiendish fierce fiery fifteen fifteenth
fifth fiftieth fifty figurative figured filled filmed filthy final financial fine finer fingered finicky finished
finite fired fireproof firm first firsthand fiscal fitted fitting five fixed flagellate flaming flaring flashy flat
flattened flawed flawless flecked fledged fledgling fleet fleeting fleshy flexible flickering flimsy floating flooded
floppy floral florid flourishing flowing fluent fluffy fluorescent flushed flying foamy focal focused folding foliate
folksy follicular following fond foolhardy fooling foolish foolproof footed footloose foppish forbidden forced
forceful forceless fore foregoing foreign foremost forensic foreseeable forested forged forgetful forgotten forked
forlorn formal formalized formed former formidable formulated forthcoming forthright fortified fortunate forty fossil
foul fouled four fourfold fourteen fourteenth fourth fractional fragile fragmentary fragmented fragrant frail framed
frank frantic fraudulent frayed free freehand freelance freewheeling frenzied frequent fresh friable fried friendly
frightened frightening frightful frigid fringed frivolous frontal frostbitten frothing frowning frowzled frozen
fruitful fruitless frustrated frustrating fueled fugal fulfilled full fumbling functional fundamental fundamentalist
funded fungal funky funny furious furnished furrowed furry furtive fuscous fused fusiform fussy futile futuristic
fuzzed fuzzy gabby gabled gaga gainful galactic gallant galling galvanic galvanizing gaping garbed garbled gaseous
gastrointestinal gathered gauche gaudy gaunt gauntleted gay geared genealogical general generalized generic generous
genetic genial gentile gentle gentlemanly genuine geographic geographical geologic geological geometric geometrical
germinal gerundial gesticulating ghastly ghostlike ghostly gibelike gifted gigantic gilded gilt ginger gingerly
girlish given glacial glad glamorous glaring glassless glassy glazed gleaming gleeful glinting glistening glittering
global glomerular gloomy glorified glorious glossy glottochronological gloved glowering glowing glued glum goddam
goddamn goddamned godforsaken godless godlike going golden gone good goofy gorgeous gory gossamer gothic governing
governmental gowned graceful gracious graded gradual graduated grammatic grammatical grand grandiose granted granular
granulocytic graphic graphical grassroots grassy grateful gratified gratifying gratuitous gravid gravitational gray
grazed greasy great greater greatest greedy green greenish gregarious grey greyish grievous grim grimy gripping gritty
grizzled groggy groomed grooved gross grotesque groundbreaking groundless grouped growing grown gruesome gruff guarded
gubernatorial guided guiding guileless guilty gullible gummy guttural gymnastic habitable habitual hackneyed haggard
haired hairless hairy hale halfway hallowed hammered handed handheld handicapped handled handless handmade handsome
handwoven handwritten handy hapless happy harassed hard hardcore hardcover hardened hardworking hardy harmful harmless
harmonic harmonious harsh hasty hated hateful hatless haughty haunted haunting hazardous hazel hazy headed headless
headstrong healed healing healthful healthy heard heartening hearty heated heavenly heavy hebephrenic hectic heedless
hefty held helpful helpless hemispherical hemolytic henpecked heraldic herbal herculean hereditary hermetic heroic
hesitant hesitating het heterodyne heterogeneous heterosexual heterozygous hidden hideous hierarchical high higher
highland hilar hilarious hilly hind hired historic historical hitless hoarse hollow holy homegrown homeless homely
homemade homesick homicidal homogeneous homosexual homozygous honest honorable honorary honored honourable hooked
hopeful hopeless horizontal horned horrible horrid horrific horrified horrifying horticultural hospitable hostile hot
hourly howling hoydenish huddled huge human humane humanist humanistic humanitarian humble humid humiliated
humiliating humorous hunched hundred hungry hunted hurried hurrying hushed husky hyaline hybrid hydraulic
hydroelectric hydrophilic hydrophobic hydrous hyperbolic hyperemic hyperfine hypertrophied hypnotic hypoactive
hypophyseal hypophysectomised hypothalamic hypothetical hysterical ic iconic icy ideal idealized identical
identifiable identified ideological idiomatic idiosyncratic idiotic idle idolized idyllic ignited ignorant ignored ii
iii il ill illegal illegitimate illicit illiterate illuminated illuminating illusionary illusory illustrative
illustrious imaginary imaginative imbricate imitative immaculate immaterial immature immediate immense imminent
immoral immortal immune impacted impaired impartial impassable impassioned impatient impeccable impelled impending
imperative imperfect imperial imperious impersonal impervious impetuous impious implacable implemented implicated
implicit implike imploring important imported imposed imposing impossible impotent impoverished impractical imprecise
impregnable impressed impressionist impressive imprisoned improbable impromptu improper improved improving improvised
impudent inaccessible inaccurate inactive inadequate inadvisable inane inanimate inappropriate inaudible inaugural
inboard incalculable incandescent incapable incarnate incensed incertain incessant incidental incisive inclined
included inclusive incoherent incoming incompatible incomplete incomprehensible inconceivable inconsequential
inconsiderable inconsistent inconvenient incorporated incorrect increased increasing incredible incumbent incurable
incurvate indebted indecent indefatigable indefensible indefinable indefinite indelible indelicate independent
indescribable indeterminate indicative indie indifferent indigenous indignant indigo indirect indiscriminate
indispensable indistinct indistinguishable individualistic individualized indolent indoor indubitable induced
indulgent indurate industrial industrious ineffable ineffective ineligible inept inert inescapable inevitable
inexcusable inexhaustible inexorable inexpensive inexperienced inexplicable inexpressible inextricable infallible
infamous infantile infected infectious infective inferential inferior infernal infertile infinite infirm inflamed
inflammatory inflated inflected inflexible influent influential informal informed infrared infrequent infuriating
ingenious inglorious inhabited inherent inherited inhibited inhibitory inhospitable inhuman inhumane initial injured
inland innate inner innocent innovative innumerable inoperable inorganic inquiring inquisitive insane inscribed
inscrutable insensitive inseparable insignificant insistent insolent insoluble inspirational inspired inspiring
instantaneous instinctive institutional institutionalized instructional instructive instrumental insubstantial
insufficient insulting insuperable insured insurmountable intact integral integrated intellectual intelligent
intelligible intended intense intensified intensifying intensive intent intentional interactive interchangeable
intercollegiate intercontinental interdepartmental interdependent interdisciplinary interested interesting interfaith
interfering interim interlobular interlocking intermediate intermeshed interminable intermittent intermolecular
internal international interpersonal interpretable interpretative interpreted interred interrelated interrupted
intersecting interspecies interstate interstellar interstitial intervening interwoven intimal intimate intimidated
intimidating intolerable intractable intradepartmental intrapulmonary intricate intriguing intrinsic introductory
introjected introspective intrusive intuitive invading invaluable invariable invariant invasive inventive inverse
inverted investigative inveterate invincible inviolate invisible invitational inviting involuntary involved
invulnerable inward iodinated iodinating ionic ionized irksome ironic ironical ironlike ironshod irrational
irreconcilable irreducible irregular irrelevant irremediable irreparable irresistible irresolute irresponsible
irreversible irrevocable irritable irritated irritating isolated isolationist isothermal isotonic isotopic isotropic
iv ix jaded jagged jailed jammed jangling jarring jaunty jazzy jealous jerking jerky jetting jeweled jingling jocose
jocular joined joint joking jolly jolted jovial joyous jubilant judicial juicy jumbled jumpy justified jutting
juvenile keen kept keyed khaki killable kin kindled kindly kindred kinesthetic kinetic kittenish knifelike knightly
knockout knotted knotty knowing knowledgeable known kosher labeled labelled labile laborsaving laced lacking lactating
lacy laden ladened ladylike laid lamblike lame landed landlocked landscaped languid lanky lapsed large larger larval
lashing last lasting late latent lateral latest latter laughing laureate lavender lavish lawful lawless lax layered
lazy leaded leaden leading leaning learned leased leathered leavened lee leering left leftist legal legendary legged
leggy legislative legitimate lengthy lesbian lessened lesser lethal levelheaded lewd lexical lexicostatistic li liable
liberated licensed licked liege lifeless lifelike lifelong lifted lighted lighthearted lightweight liked likely limber
limited limiting limitless limp linear lined lingual linguistic linked lipped liquid listed listless lit literal
literary literate lithe littered little liturgical liv livable lively livery livid living loaded loathsome lobular
local localized located loco locomotive lofty logical logistic logistical lone lonely long longhand longitudinal
longstanding longtime looking loose loosened looted lordly lost loud lousy loved lovely loving low lowered lowering
lowest lowly loyal lucid lucky lucrative ludicrous lugubrious lukewarm lumbar luminescent luminous lumpish lunar
lunatic lurid luscious lush lusty luxurious lyrical macabre machinelike macro macromolecular maculate mad maddened
maddening made magical magnetic magnificent magnified maimed main maintained majestic major makeshift maladroit
maledict malformed malicious malign malposed mammalian mammoth managerial mandatory mangled maniacal manic maniclike
manly manned mantic manufactured many marbleized marginal marine marital maritime marked marketable maroon marred
married martial marvelous masculine masked masonic massive masted mastered masterly matched matching mated maternal
mathematical matt matte matted mature mauve maverick maxi maximal maximum mayoral meager meandering meaningful
meaningless measurable measured meaty mechanical mechanistic mechanized meddling medial median mediated medical
medicinal medieval meditative meek megakaryocytic mellow melodic melodious melodramatic melted melting memorable
menacing mendacious menial mental mercantile merciful merciless mercurial mere merged meridian meritorious merry
mesenteric messy metabolic metallic metaphysical meteoritic meteorological methodical metric metropolitan micro
microbial micrometeoritic microscopic microsomal mid midi midland midway midwestern mighty migrant migratory mild
militant military milky million mimetic mimic mincing minded mindful mindless mined mini minimal minimized minimum
ministerial minor minus miraculous mirrored misbranded miscellaneous mischievous miserable misguided misleading
misplaced misrelated missed missing mistaken misty misunderstood misused mitral mixed mobile moblike mocking mod modal
modeled moderate modern modernized modest modified modular moist molal molded molecular molten momentary momentous
monastic monaural monetary monkish mono mononuclear monophonic monotone monotonous monstrous montane monthly
monumental moody moonlit moot moral moralistic morose morphemic morphologic morphological morphophonemic mortal
mothproof motional motionless motivated motivating motley motorized mottled mountainous mounted mournful mourning
mousy moved moving much muddied muddleheaded muddy muffled multicultural multidimensional multilateral multinational
multiple multiplied multitudinous mum mundane municipal mural murdered murderous murky muscular musical must mustached
mutational mute muted mutual myeloid myocardial myriad mysterious mystic mystical mythic mythical mythological nagging
naive naked nameless naming narrow narrowed nasal nascent nasty natal national nationalist nationalistic nationwide
native natural naturalized naughty nauseated nautical naval navigable neanderthal near nearby nearsighted neat
nebulous necessary necrotic nee needed needless needy negative neglected negligent negligible neighboring neither neo
neoclassical neocortical neoliberal neolithic nerveless nervous nestled net netlike nett nettlesome neural
neurological neuromuscular neuronal neuropsychiatric neurotic neutral neutralized new newborn newfound next nibbed
nice nighted nightly nightmarish nihilistic nilpotent nimble nine nineteen nineteenth ninety ninth no noble
nociceptive nocturnal nodding nodular noisy nomadic nominal nominated nonassertive nonchalant nonchurchgoing
noncommissioned noncompetitive nondescript nonenzymatic nonequivalent nonexistent nonfunctional nonionic nonlinear
nonlinguistic nonmetallic nonobservant nonparticulate nonpartisan nonpolitical nonproductive nonprofit nonresident
nonspecific nonstop nonverbal nonvolatile nordic normal northbound northeastern northerly northern northernmost
northwest northwestern nosed nostalgic notable noted noteworthy noticeable noticed notorious nourished nubile nuclear
nude null numb numbing numerate numerical numerous numinous nutrient nutritional nutritive nuts oaken obdurate
obedient objectionable obligate obligated obligational obligatory obliged oblique oblivious obnoxious obscene
obsequious observable observant observational observed observing obsessed obsolescent obsolete obstinate obtainable
obvious occasional occidental occipital occluded occlusive occult occupational occupied oceanic octagonal ocular odd
odious offbeat offended offensive ohmic oiled oily ok okay old older oleophilic oleophobic olive olympian ominous
omnibus omniscient oncoming one onetime ongoing online onshore onstage opalescent opaque opened openmouthed operatic
operating operational operative opinionated opportunistic opposed opposing opposite oppressed oppressive optic optical
optimal optimistic optimum optional opulent oral oratorical orbital orchestral orchestrated ordained ordered orderly
ordinary organic organised organizational organized oriental oriented original ornamental ornate ornery orphaned
orthodox orthogonal orthographic orthopedic osseous ostentatious other outclassed outdated outdoor outer outgoing
outlawed outlined outlying outmoded outraged outrageous outside outspoken outstanding outstretched outward oval
overactive overall overbearing overconfident overcurious overdone overgrown overhand overhead overheated overland
overloaded overlooked overlooking overnight overpriced overprotective overriding oversized overt overturned
overvaliant overweight overwhelming owing own owned oxidised pacific packaged packed padded paid pained painful
painless painted paired palatine pale paleocortical pallid palpable palpebrate panicked panoramic papal papery
papillary paradoxical parallel paralyzed paramagnetic parametric paramilitary paramount paranoid paranormal parasitic
parasympathetic parched pardonable parental parked parliamentary parochial parrotlike parted partial participating
particular particularistic particulate partisan passionate passive pasted pastel pastelike pastoral pasty patched
patented paternal paternalistic pathetic pathless pathogenic pathologic pathological patriarchal patriotic patristic
patronizing patterned paved payable paying peaceable peaceful peacekeeping peaked peaky peanut pearly peculiar
pedagogical pedal pedantic pedestrian pediatric peeled peevish pelvic penal penciled pendant pending penetrating
peninsular penitentiary pensive penultimate peopled perambulating perceived perceptible perceptive perceptual
percussive peremptory perennial perfect perforate perfumed perfunctory perilous periodic peripheral perky permanent
perpendicular perpetual perplexed perplexing persistent personal personalized persuasive pert pertinent pervasive
perverse pessimistic pestered pestering pestilential petite petticoated petty pharmaceutical pharmacological
philanthropic philharmonic philological philosophic philosophical phonemic phonetic phonic phonologic phony
phosphorescent photographic phylogenetic physical physicochemical physiologic physiological pianistic pictorial
pictured picturesque pierced piercing piezoelectric pigheaded pinched pink pious piratical pissed pitched piteous
pithy pitiable pitiful pitiless pitted pivotal placating placed placid plain planar planetary planned planted
plastered plastic platitudinous platonic plausible playable played playful pleading pleasant pleased pleasing pledged
plentiful pleural pliant plodding plotted plucked plump plumping plural pluralistic plus plush poetic poignant pointed
pointless poised poisonous polar polemical polished polite politic political polluted polychrome polycrystalline
polytonal pomaded pompous ponderous pontifical poor popular populated populous pornographic porous portable portentous
portrayed posed positioning positive possessed possessive possible postal postdoctoral posted posterior postgraduate
posthumous postwar potent potential pouring powdered powdery powered powerful powerless practicable practical
practiced practised pragmatic praising precarious precast preceding precious precise precocious preconceived precooked
precooled predatory predestinate predetermined predictable predictive predigested predisposed predominant preeminent
preexistent preferable preferential preferred pregnant prehistoric prejudiced prejudicial preliminary preliterate
premature premier premium premonitory preoccupied prepackaged preparative preparatory prepared prepositional
preposterous prepubescent prepupal prescribed presentable presentational preserved presidential pressed pressing
prestigious presto pretended prevailing prevalent preventive previous prewar priceless prickly prim prima primal
primary prime primed primeval primitive princely principal printable prior pristine private privileged prizewinning
pro probable probing problematic procedural processed proclaimed procreative prodigal prodigious productive profane
professional proficient profitable profound profuse progressive prohibited projected projecting prolific prolonged
prominent promising promotional prone pronounced propagandistic proper prophetic propitious proportional proportionate
proprietary prosodic prospective prosperous prostate prostrate protected protecting protective proteolytic protestant
proto protogeometric prototypical protruding proud proved proven proverbial providential provincial provisional
provocative provoked proximal proximate prurient pseudo psychedelic psychiatric psychic psychical psychological
psychopathic psychopharmacological psychotherapeutic psychotic pubescent public publicized published puckish puffed
pulmonary pulseless pulverized pumped punctured pungent punishable punished punitive puny puppyish pure purple
purposeful pursuant pursued pursuing puzzled puzzling pyknotic quadruplicate quaint qualified qualitative quantitative
quarrelsome quarterly quasi quavering querulous questionable quick quicksilver quiescent quiet quilted quintuple
quixotic racial racy radial radiant radiating radical radioactive raftered ragged raging raiding raining rainy raised
raising rallying rampant random randy ranging rangy ranked ranking raped rapid rare rarified rash rasping ratable
ratified rational rationed rattled raucous ravaged raw reactive readable ready real realised realistic realized
reasonable reasoned reassured reassuring rebellious reborn receding received recent receptive reciprocal reckless
reclaimed recognised recognizable recognized reconciled reconciling reconstructed recorded recoverable recovered
recovering recreational rectangular recurrent recurring red reddish redheaded redoubled redoubtable reduced redundant
reeking referenced refined reflected reflecting reflective reformed refractory refreshed refreshing refrigerated regal
regardant regenerate regenerating regent regimental regional registered regular regulated regulatory reigning
reincarnate reinforced rejected related relational relative relativistic relaxed relaxing releasing relentless
relevant reliable relieved religious relinquished relocated reluctant remaining remarkable remedial reminiscent
remorseful remorseless remote removed remunerative renal rending renegade renewable renewed renewing renowned rental
reorganized repayable repeated repentant repetitious repetitive replete reported reposeful reprehensible
representational represented repressed repressive reproducible reproductive repulsive reputable requested required
rescued resentful reserved residential residual resiny resistant resistive resolute resolved resonant resounding
respectable respected respectful respective respiratory resplendent responsible responsive rested restive restless
restrained restricted restricting restrictive resultant retained retaliatory retentive reticulate retinal retired
retiring retracted retro retroflex retrograde retrogressive returning revealing revered reversed reversible revised
revived revolutionary rewarding rhythmic rhythmical rich rickety riddled ridiculous rigged righteous rightful rigid
rigorous rimless riotous ripe ripping rippled risen rising risky roasted robotic robust rocklike rocky roiling rolled
rolling romantic roofed rooted rosy rotary rotated rotational rotten rough roughhewn round roundabout rounded rousing
rowdy royal rubberlike rubbery rudderless ruddy rude rudimentary ruffled rugged ruined ruinous ruled rum rumbling
runaway running rural rushed rusted rustic rusty ruthless rutted sacked sacred sad sadistic safe sagacious sagging
said salable salacious salient salivary sallow salty salubrious salutary same sanctified sanctioned sandy sane
sanguineous sanitary sapphire sarcastic sarcolemmal sardonic satanic satiric satirical satisfactory satisfied
satisfying saturated savage saved savory scaled scalloped scant scanty scarce scarecrowish scared scarlet scarred
scary scathing scattered scenic scented scheduled schematic schizophrenic scholarly scholastic schoolgirlish
scientific sclerotic scorched scorching scoreless scornful scotch scoured scraggly scrambled scratchy scrawny
screaming screechy scripted scriptural scrubbed sculpted sculptural sculptured scurrying seafaring sealed searching
searing seasonal seasoned seated secluded second secondary secondhand secret secretive sectional sectioned secular
sedate sedentary sedimentary seductive seeded seeing seeming seeping seething segmental segregated seismic selected
selective selfish semantic semiempirical semiliterate seminal semiprecious semipublic semiskilled senatorial senile
senior sensational sensed senseless sensible sensitive sensory sensual sensuous sent sentient sentimental separable
separated septic sequential serene serial serious serological serrate serviceable servile settled seven seventeen
seventeenth seventh seventy several severe severed sexual sexy shabby shackled shaded shadowed shadowy shady shaggy
shaken shaky shallow shameful shaped shapeless shapely shared sharing sharp sharpened shattered shattering shaved
shaven sheeplike sheer sheltered shielded shifting shining shiny shipshape shivering shivery shocked shocking shod
short shortened shortsighted shouldered shouted showy shredded shrewd shrewish shrieked shrill shriveled shuddering
shy sick sickish sickly sidelong sideways sighted signed significant silenced silent silky silly silver silvery
similar simple simplex simplified simplistic simulated simultaneous sincere sinewy sinful single singular sinister
sintered sinuous sinusoidal situated six sixteen sixteenth sixth sixty sizable sized sizzling skeletal skeptical skew
skilled skillful skimmed skinned skinny slack slanted slanting slashed slashing sleek sleeping sleepy slender sliced
slick sliding slight slim slippered slippery slipping slivery sloping sloppy slovenly slow sluggish sluicing slurred
sly small smaller smallish smart smashed smashing smelling smiling smitten smoked smoky smoldering smooth smoothed
smothered smothering smug snafu snappy snarled sneaking sneering snobbish snowy snuff snug snuggled soaked soaring
sober sobering social socialist socialistic socialized societal socioeconomic sociological sodden soft softened
softening soiled solar sold sole soled solemn solid solitary soluble solved somatic somber sombre some somnolent sonic
sonorous soothing sooty sophisticated sorbed sordid sore sorrel sorrowful sorry sorted sought sounding soundproof
southbound southeastern southern southernmost southwestern sovereign spaced spacious sparkling sparse spartan
spasmodic spatial special specialised specialized specific specified speckled spectacular spectral specular
speculative speechless speedy spellbinding spellbound spent spherical spicy spidery spiked spinal spineless spirited
spiritual spiteful splashed splattered splay splendid splintery splitting spoiled spoken spongy spontaneous sporadic
sporting spotless spotted sprawling sprightly spruce squalling squared squashed squeaky squinting stabbing stabilized
stabilizing stable staccato stacked staged staggering stagnant stained stainless stale stalked staminate standardized
standing staring stark starred starring startled startling starved starving stated stately statesmanlike statewide
static stationary statistical statutory staunch steadied steady stealthy steamed steaming steep stellar stemmed
stentorian stepwise stereophonic stereotyped sterile sterling stern sternal sticking sticky stiff stifled stilted
stimulated stimulating stinging stinking stirred stocked stocky stoic stoical stolid stony stooped stopped storied
stormy stout straggling straight straightforward strained straining straitlaced stranded strange strangled strategic
stratified streaked streaming streamlined strengthened strenuous stressed stretched striate stricken strict striking
stringy striped stripped strong struck structural structured struggling strung stubborn stuck studded studied studious
stuffed stuffy stung stunned stunning stupefying stupendous stupid sturdy stylistic stylized suave subconscious
subdued subgross subhuman subjective sublimate sublime subliterary submerged submissive subsequent subservient
subsidiary subsidized substantial substantive subsurface subterranean subtle subtropical suburban suburbanized
succeeding successful successive such sudden sufficient suffocating suggestive suicidal suitable suited sullen sultry
sumptuous sunbaked sunburnt sundry sunk sunken sunny sunrise sunset sunstruck suntanned super superb supercilious
superficial superhuman superimposed superior superlative supernatant supernatural superordinate supersonic
superstitious supervised supervisory supine supple supplemental supplementary supported supporting supportive supposed
suppressed supreme sure surgical surging surly surmounted surpassing surprised surprising surreal surrounded
surrounding surviving susceptible suspected suspended suspicious sustainable sustained swaggering swank swart swarthy
swaybacked sweeping sweet swelled sweltering swept swift swinging swingy swollen sworn symbolic symmetric symmetrical
sympathetic symphonic symptomatic synchronized synchronous synergistic synonymous syntactic synthetic syrupy
systematic systemic taboo tactical tactile tactual tagged tailed tailored tainted taken taking talented talismanic
talkative talky tall tame tangential tangible tangled tanned tantalizing taped tapered tapering tapped tart tasteful
tattered taunting taut tawdry tawny taxable taxing taxonomic taxpaying tearing teased technical technological tedious
teen teenage teensy teetotal telegraphic telling telltale temperate tempered temporal temporary tempting ten tenable
tender tenebrous tensed tensional tensionless tentative tenth tenuous tepid terminal terminated terrestrial terrible
terrific terrified terrifying territorial terse tertiary tested textbook textual textured thankful theatrical theistic
thematic theological theoretical therapeutic thermal thermodynamic thermogravimetric thermometric thick thickened
thickening thickspread thieving thin third thirsty thirteen thirteenth thirtieth thirty thoriated thorough
thoroughbred thoroughgoing thoughtful thoughtless threadbare threaded threatened threatening three thrifty thrilled
thrillful thrilling thriving throbbing thrombosed thronged thrown thudding thundering thunderous thwarted thyroidal
thyrotoxic tidal tidy tied tight tiled tilled tilted timbered timed timeless timely timeworn timid tingling tiny
tipped tipsy tired tireless tiresome tiring titanic titillating titled tittering titular tod toiling tokenish
tolerable tolerant tonal toned tongued tonic topical topnotch topographic topographical topological topped topping
tops tormented torn torpid tortuous tortured torturing total totaled totalistic totalitarian totemic tottering touched
touching tough tousled towering toxic traceable tracked traditional tragic tragicomic trained traitorous tranquil
transatlantic transcendent transcendental transcribed transcultural transformed transgender transient transitional
translucent transmissible transmitted transparent transpiring transplantable transverse trapped traumatic traveled
travelled treacherous treasured treated treble trembling tremendous triangular triangulate tribal tributary trichrome
tricky tricolor tried trigonal trillion trimmed trite triumphant trivial trophotropic tropical troubled troublesome
truculent true truncate truncated trusted trusting trustworthy truthful trying tubular tucked tumultuous tuneful
turbulent turned tuxedoed tweedy twelfth twelve twentieth twenty twin twinkling twinned twisted twisting two twofold
twoscore typical typographic ubiquitous ugly ulcerated ultimate ultra ultramodern ultrasonic unabated unable
unacceptable unaccompanied unaccountable unachievable unadjusted unaffected unafraid unaided unalterable unambiguous
unanimous unanswered unarmed unasked unassisted unasterisked unattached unattractive unauthentic unauthorized
unavailable unavailing unavoidable unaware unbearable unbeaten unbelievable unborn unbounded unbreakable unbroken
unbuttoned uncanny uncaused uncertain uncertified unchangeable unchanged uncharged uncheckable unclaimed unclean
unclear unclouded uncombable uncomfortable uncommon uncompromising unconcerned unconditional unconditioned unconnected
unconquerable unconquered unconscious unconstitutional uncontrollable unconventional unconvincing uncooperative
uncousinly uncovered uncritical undamaged undaunted undeclared undefeated undeniable undepicted under undercover
underdeveloped undereducated underground underhanded underlying underprivileged undersea understandable understood
underwater underway undesirable undeveloped undifferentiated undigested undiluted undiminished undisclosed undisguised
undisputed undisturbed undone undrinkable undue uneasy uneconomical unemployed unending unendurable unenthusiastic
unerring uneven unexpected unexplainable unexplained unexplored unfair unfaithful unfaltering unfamiliar unfastened
unfavorable unfertile unfertilized unfettered unfinished unfit unfitting unfixed unforeseen unforgettable unfortunate
unfrosted unfrozen ungainly ungodly ungrateful unguided unhappy unharmed unhealthy unheated unheeded unheeding unholy
unhurried unhurt unidentified unified uniformed unilateral unimaginable unimaginative unimpaired unimpassioned
unimpeachable unimportant unimposing unimpressed unimpressive unimproved unincorporated uninhabited uninitiated
uninjectable unintelligent unintended uninterrupted uninvited uninvolved unique unitary united univalent universal
universalistic unjust unkind unknown unlawful unlike unlikely unlimited unlined unliterary unloaded unlocked unlovely
unlucky unmalicious unmanned unmarked unmarried unmated unmeritorious unmistakable unmixed unmolested unmoved unnamed
unnatural unnecessary unneeded unnoticed unnourished unnumbered unobtainable unoccupied unofficial unopposed
unorthodox unpaid unpaintable unpaired unparalleled unpatriotic unpaved unperformed unpicturesque unpleasant unplowed
unplumbed unpopular unprecedented unpredictable unpremeditated unprepared unpretentious unproblematic unprocurable
unpromising unprotected unpublished unpunished unqualified unready unreal unrealistic unreasonable unreasoning
unrecognizable unrecognized unreconstructed unredeemed unreflective unregretting unrelated unreleased unreliable
unremarkable unrequited unresponsive unrestricted unruly unsafe unsaid unsatisfactory unsaturated unscathed
unscientific unscrupulous unseeing unseen unselfconscious unselfish unservile unsettled unshakable unsharpened
unshaved unshaven unshielded unsigned unsloped unsmiling unsold unsolved unspeakable unspecified unspoken unstable
unstained unstilted unstressed unstructured unstrung unsuccessful unsuitable unsuited unsung unsure unsympathetic
untellable untenable untested unthematic unthinking untitled untold untouched untoward untraditional untrammeled
untried untrue unused unusual unvarying unveiled unventilated unwanted unwarranted unwavering unwed unwelcome
unwilling unwise unwitting unwomanly unworthy unwrinkled unwritten upbeat upcoming upland uplifted upper uppermost
upraised upright upscale upstage urban urbanized urgent urinary usable useable used useful useless usual utilitarian
utilized utmost utopian uttered vacant vacuolated vague vain valiant valid valuable valued valueless vanilla vanished
variable variant varied variegated various varying vascular vast vaulted vehement veiled veined velvety venerable
ventral verbal veridical verified veritable vermiculate vermilion vernacular vernal versatile vertebral vertical
vesicular vested veterinary vi viable vibrant vibrionic vicarious vicious victorian victorious vigorous vii viii vile
villainous vindictive violated violent viral virile virtual virtuoso virtuous virulent visceral viscoelastic viselike
visible visionary visored visual vital vivacious vivid vocal vocalic vocational vociferous voiced void volatile
volcanic voltaic volumetric voluminous voluntary voluptuous votive vulgar vulnerable vulpine wacky wailful wainscoted
waiting wakeful waking walking walloping wan wandering wanted wanting wanton warlike warm warmed warming warped
warring wary washed wasted wasteful watchful watered waterproof watery wavy waxed waxen waxlike wayward weak weakened
wealthy wearied wearing wearisome weary wearying weathered weatherproof wee weekly weeping weighted weird welcoming
westbound westerly western wet whatever whatsoever wheeled wheezing whipping whiskered whispered whispering white
whitewashed whitish whole wholesale wholesome wicked wide widespread widowed wifely wild willful willing wily
windblown winding windy winged winless winning wintry wired wireless wiry wise withdrawn withered withering witty
wobbling wobbly woeful wolflike won wonderful wondering wonderworking wondrous wooded wooden woody woolen woolly wordy
workable working workmanlike worldly worldwide worn worried worrying worse worsened worshipped worst worth worthless
worthwhile worthy wounded wounding woven wraithlike wrapped wrathful wrecked wrenching wretched wrinkled writhed
writhing written wrong wrought wry xi xii xiii xiv xl xv xvi xx yawning yearly yelled yellow yellowish yielding yonder
young younger youngish youthful zodiacal zoological
""".split()
)

ADVERBS = frozenset(
    """
aback abed ably abnormally aboard about above abroad abruptly absently absentmindedly absolutely academically
accidentally accordingly accurately accusingly acoustically across actively actually acutely adamantly additionally
adequately administratively admirably admittedly adroitly advisedly afar affably affectingly affectionately afoot aft
after afterward afterwards again aggravatingly aggressively agilely ago agreeably ahead aimlessly airily alarmingly
alertly algebraically allegedly almost alone along alongside aloud already also alternately alternatively altogether
always amazingly amply anachronistically analogously analytically anatomically anciently anew angrily annually
anxiously anyhow anymore anyway anywhere apart apiece apologetically apparently appreciably appropriately approvingly
approximately arbitrarily arguably around arrogantly artfully artificially artistically as ashore aside assuredly
astonishingly astray astride asymmetrically asymptotically atonally atop atrociously attentively aurally auspiciously
authoritatively automatically away awfully awhile awkwardly axially back backward backwards badly bannerlike barely
basically beautifully before behind believably belligerently below beneath besides between bewilderedly bewilderingly
beyond bitterly blandly blankly bleakly blindly blissfully blithely boastfully bodily boldly bravely brazenly
breathlessly briefly brightly brilliantly briskly broadly brutally busily but by calculatingly callously calmly
candidly carefully carelessly casually catastrophically causally cautiously centrally ceremonially certainly cf
characteristically cheerfully chemically chiefly childishly chronologically classically cleanly clearly cleverly
clinically closely closer closest clumsily coarsely coincidentally coldly collectively colloquially comfortably
comically commercially commonly comparatively compassionately competently competitively completely comprehensively
compulsively conceivably conceptually conclusively concretely concurrently confidentially confidently consciously
consequently conservatively considerably considerately consistently conspicuously constantly constructively
contemptuously contentedly continually continuously contradictorily conveniently conventionally conversely
convincingly convulsively coolly correctly correspondingly cortically cosily covertly crazily creatively critically
crudely cruelly culturally curiously currently curtly curvaceously customarily daily daintily dandily dangerously
darkly dearly decently deceptively decidedly decisively deeply definitely deliberately delicately deliciously
delightfully deliriously demandingly demonstrably denominationally densely deplorably despairingly desperately
determinedly dexterously dialectically diametrically differently diffidently diffusely digitally dimly dingdong
directly disconcertingly discreetly dismally dispassionately disregardless distally distastefully distinctively
distinctly distractedly disturbingly divinely dizzily doctrinally doggedly dogmatically domestically doubly doubtless
dourly down downright downstairs downstream downwards downwind dramatically drastically dreadfully dreamfully drearily
drowsily drunkenly dryly dully duly eagerly earlier earnestly easily economically edgewise editorially effectively
effectually efficiently effortlessly either elaborately electrically electronically elsewhere eminently emotionally
emphatically empirically encouragingly endlessly enduringly energetically engagingly enormously enough
enthusiastically entirely enviably environmentally equally erratically erroneously especially essentially eternally
even evenly eventually ever everlastingly everywhere evidently exactly exceedingly excellently exceptionally excitedly
exclusively exhaustively expansively expectantly experimentally explicitly explosively expressively expressly
extensively externally extraordinarily extravagantly extremely exultantly facetiously faintly fairly faithfully
falsely familiarly famously far farther farthest fascinatingly faster fastest fatally favorably fearfully federally
ferociously fervently feverishly fiercely figuratively finally financially finely firmly firstly flamboyantly flatly
focally fondly forcefully forcibly forever formally formerly forth forthwith fortunately forward forwards frankly
frantically freely frenziedly frequently freshly frowningly fully fundamentally furiously further furthermore
furtively fussily gaily gayly generally generously genetically gently genuinely geographically girlishly gladly glibly
globally gloomily gloriously gracefully graciously gradually grammatically grandly graphically gratifyingly
gratuitously gravely greatly greedily greenly grimly grossly grotesquely grudgingly guiltily habitually haggardly
haltingly haphazardly happily hardly harmlessly harshly hastily hatefully haughtily headlong healthily heartily
heavily helpfully helplessly hence henceforth here hereabouts hereafter hereby herein hereinafter heretofore
hesitantly hideously highly hilariously historically hither hitherto hoarsely homeward homogeneously honestly
honorably hopefully hopelessly horizontally horribly horrifyingly however hugely humanely humbly hurriedly
hyperbolically hypothalamically hysterically ideally idiotically idly ie illegally imaginatively immediately immensely
impatiently impeccably imperceptibly imperfectly importantly improperly impudently in inadequately inadvertently
incidentally incompletely inconveniently incorrectly increasingly incredibly incurably indeed indefinitely
independently indifferently indignantly indirectly indiscriminately individually indoors industriously ineffectively
ineptly inescapably inevitably inexorably infinitely informally inherently initially insanely inside insidiously
insignificantly insofar insolently instantly instead instinctively insufficiently intellectually intensely intensively
intentionally intently interestingly internally internationally intimately intramuscularly intrinsically invariably
inversely inwardly ironically irrationally irregularly irrespective irritably jointly jubilantly jurisprudentially
just justifiably justly keenly kinda kinesthetically largely lastly lately later laughingly lavishly lazily least
legally legitimately leisurely lengthily lengthwise less liberally lightly likewise linearly lingeringly lingually
linguistically listlessly literally locally logically longer longest loosely lopsidedly loudly lovingly loweringly
luckily lustily luxuriously macroscopically madly magnetically magnificently mainly majestically manifestly manually
marginally markedly marvelously materially mathematically maybe meanwhile mechanically medically meekly mellowingly
mentally mercifully merely merrily methodically meticulously microscopically mildly militarily miraculously miserably
mistakenly moderately modestly momentarily morally more moreover morosely mortally most mostly mournfully movingly
musically mutely mutually mysteriously nakedly namely narrowly nationally naturally nearer nearest nearly neatly
necessarily needlessly needs negatively nervously never nevertheless newly nicely nimbly noisily nominally non none
nonetheless nonspecifically normally northward northwards not notably noticeably notoriously notwithstanding now
nowhere nowise obediently obligingly obscurely obstinately obviously occasionally oddly off officially offshore often
oftentimes ominously on once only onward onwards openly operationally optically orally ordinarily organically
originally ornately ostensibly otherwise out outdoors outright outstandingly outwardly over overboard overly overseas
overtly overwhelmingly painfully palpably paradoxically partially particularly partly passionately passively
paternally patiently peacefully peculiarly perchance perennially perfectly perfunctorily perhaps perilously
periodically peripherally permanently perpetually persistently personally perversely petulantly philosophically
photographically physically pictorially piteously pitilessly pityingly placidly plainly plaintively plastically
playfully pleasantly plum plumb pointedly politely politically pompously poorly popularly positively possibly
posthumously potentially powerfully practically precisely predominantly preferably preferentially prematurely
presently presumably pretty previously primarily primly principally privately probably prodigally profanely
professedly professionally profitably profoundly profusely progressively prominently promptly properly prophetically
proportionally proportionately protectively proudly psychically psychologically publicly pungently purely purportedly
purposely qualitatively quantitatively quaveringly querulously questioningly quicker quickly quietly quite radically
rakishly randomly rapidly rarely rather rationally raucously readily realistically really rearward reasonably
reassuringly rebelliously recently recklessly redly reflectively reflexly regardless regionally regretfully regularly
relatively relentlessly reliably religiously reluctantly remarkably remotely repeatedly reportedly reproducibly
reprovingly resentfully resignedly resolutely respectively responsibly restively restlessly rhythmically richly
ridiculously rightfully rightly rigidly rigorously rollickingly roughly roundly routinely rudely ruefully sadly safely
sarcastically satirically satisfactorily savagely scarcely scathingly scholastically scientifically scornfully
scrupulously secondarily secondly secretly securely sedulously seemingly seldom semantically sensibly separately
serenely seriously severely sexually shamefacedly sharply shockingly shortly shrewdly shrilly shyly sic sidewise
significantly silently similarly simply simultaneously sincerely singly singularly skillfully slantingly slantwise
sleepily slightly slower slowly sluggishly smilingly smolderingly smoothly snugly so soberly sociably socially softly
solely solemnly solidly someday somehow someplace sometime sometimes somewhat somewhere soon sooner soothingly sopping
sorely soughingly soulfully sourly southward sparsely spatially specially specifically spectacularly speculatively
speedily spiritually splendidly spontaneously squarely staggeringly statistically steadfastly steadily stealthily
steeply sternly stiffly still stolidly stonily stoutly strangely strategically strenuously strictly strikingly
strongly structurally stubbornly studiously stupidly subconsciously subsequently substantially subtly successfully
successively succinctly suddenly sufficiently suitably sulkily sullenly superbly superficially supposedly supra
supremely surely surprisingly surreptitiously suspiciously sweetly swiftly symbolically symmetrically sympathetically
syntactically systematically tactically tactually tangibly tantalizingly tartly tearfully technically technologically
temporarily tenaciously tenderly tenfold tensely tentatively tenuously terribly tersely testily thankfully
theatrically then thence thenceforth theoretically there thereafter thereby therefor therefore therefrom therein
thereof thereon thereto theretofore thereunder therewith thermally thermodynamically thickly thinly thither thoroughly
though thoughtfully thrice through throughout thus tightly timidly tiptoe tiredly together tonight too totally
traditionally tragically tranquilly transversally transversely tremendously triumphantly truly trustfully tunelessly
twice twirlingly typically ultimately ultrasonically unambiguously unanimously unashamedly unavoidably unawares
unblinkingly unceasingly uncertainly uncomfortably unconcernedly unconditionally unconsciously uncontrollably
underfoot underneath understandingly undoubtedly unduly uneasily unequally unequivocally unerringly unevenly
unexpectedly unfalteringly unfortunately unhesitatingly unhurriedly uniformly unimpeachably unintentionally
uninterruptedly uniquely universally unluckily unmanageably unmistakably unnecessarily unobtrusively unofficially
unpleasantly unpredictably unqualifiedly unquestionably unquestioningly unrealistically unreservedly unsmilingly
unsteadily unsuccessfully unsuitably unusually unutterably unwisely unwittingly up upstairs upstate upstream upward
upwards urgently uselessly usually utterly vacantly vaguely variously vastly vertically very victoriously vigorously
violently virtually visibly visually vitally vividly vocationally vociferously volumetrically voluntarily warily
warmly watchfully weakly wearily weirdly well westward westwards whence wherever wholly wickedly widely wildly
wilfully willingly wisely withal within wittingly woefully wonderfully wondrously woodenly wordlessly worriedly
wrathfully wrongly wryly yeah yearningly yet
""".split()
)

_IRREGULAR = frozenset(
    """
abode:abide abought:aby abscissae:abscissa abye:aby addrest:address adenomata:adenoma adieux:adieu airier:airy
airiest:airy alae:ala alumni:alumnus alveoli:alveolus am:be analyses:analysis anastomoses:anastomosis angrier:angry
angriest:angry antennae:antenna antisera:antiserum antitheses:antithesis aortae:aorta apices:apex aquae:aqua
aquaria:aquarium arboreta:arboretum are:be arisen:arise arose:arise artier:arty artiest:arty ate:eat atria:atrium
auditoria:auditorium aurae:aura aurorae:aurora awoke:awake awoken:awake backbit:backbite backbitten:backbite
backslid:backslide backslidden:backslide bade:bid baggier:baggy baggiest:baggy bandier:bandy bandiest:bandy
banditti:bandit bani:ban basileis:basileus bawdier:bawdy bawdiest:bawdy beadier:beady beadiest:beady beadsmen:beadsman
beaten:beat beaux:beau became:become beefier:beefy beefiest:beefy been:be befallen:befall befell:befall began:begin
begat:beget begot:beget begotten:beget begun:begin beheld:behold beholden:behold belying:belie bent:bend
besought:beseech bespoke:bespeak bespoken:bespeak bestrewn:bestrew bestrid:bestride bestridden:bestride
bestrode:bestride bethought:bethink bidden:bid biggest:big bit:bite bitten:bite blearier:bleary bleariest:bleary
bled:bleed blest:bless blew:blow bloodier:bloody bloodiest:bloody bloodthirstier:bloodthirsty
bloodthirstiest:bloodthirsty bluer:blue bluest:blue bonier:bony boniest:bony bore:bear born:bear borne:bear
bother:bother bought:buy bound:bind brainier:brainy brainiest:brainy brassier:brassy brassiest:brassy bred:breed
broke:break broken:break bronchi:bronchus brought:bring browbeaten:browbeat buggier:buggy buggiest:buggy built:build
bulkier:bulky bulkiest:bulky bureaux:bureau burlier:burly burliest:burly burnt:burn bushier:bushy bushiest:bushy
busier:busy busiest:busy bypast:bypass cacti:cactus caddying:caddie cagier:cagey cagiest:cagey calculi:calculus
calli:callus came:come camerae:camera caught:catch cerebella:cerebellum chateaux:chateau cheerier:cheery
cheeriest:cheery chelae:chela chevied:chivy chevies:chivy chevying:chivy chid:chide chidden:chide children:child
chillier:chilly chilliest:chilly choosier:choosy choosiest:choosy chose:choose chosen:choose chunkier:chunky
chunkiest:chunky cicadae:cicada cilia:cilium clad:clothe clammier:clammy clammiest:clammy cleanlier:cleanly
cleanliest:cleanly cleft:cleave cloudier:cloudy cloudiest:cloudy clove:cleave cloven:cleave clumsier:clumsy
clumsiest:clumsy clung:cling cockier:cocky cockiest:cocky codices:codex collier:colly colliest:colly comae:coma
concerti:concerto consortia:consortium continua:continuum contralti:contralto coronae:corona corpora:corpus
cortices:cortex costae:costa costlier:costly costliest:costly countersank:countersink countersunk:countersink
cozier:cozy coziest:cozy craftier:crafty craftiest:crafty craggier:craggy craggiest:craggy crankier:cranky
crankiest:cranky crazier:crazy craziest:crazy creamier:creamy creamiest:creamy creepier:creepy creepiest:creepy
crept:creep crescendi:crescendo crises:crisis criteria:criterion crossbred:crossbreed crummier:crummy crummiest:crummy
cumuli:cumulus curlier:curly curliest:curly curricula:curriculum curst:curse cuter:cute daintier:dainty
daintiest:dainty deadlier:deadly deadliest:deadly dealt:deal diagnoses:diagnosis dialyses:dialysis dicta:dictum did:do
dimmer:dim dimmest:dim dingier:dingy dingiest:dingy dirtier:dirty dirtiest:dirty disci:discus
divertimenti:divertimento dizzier:dizzy dizziest:dizzy dogmata:dogma done:do drabber:drab drabbest:drab
draftier:drafty draftiest:drafty drank:drink draughtier:draughty draughtiest:draughty drawn:draw dreamier:dreamy
dreamiest:dreamy dreamt:dream drearier:dreary dreariest:dreary dressier:dressy dressiest:dressy drew:draw drier:dry
driest:dry driven:drive drove:drive drowsier:drowsy drowsiest:drowsy drunk:drink dryer:dry dryest:dry dug:dig dui:duo
dunner:dun dunnest:dun duskier:dusky duskiest:dusky dustier:dusty dustiest:dusty dwelt:dwell dying:die earthier:earthy
earthiest:earthy earthlier:earthly earthliest:earthly easier:easy easiest:easy eaten:eat edemata:edema edgier:edgy
edgiest:edgy eerier:eerie eeriest:eerie emphases:emphasis emptier:empty emptiest:empty epiphyses:epiphysis
equilibria:equilibrium eucalypti:eucalyptus extrema:extremum fallen:fall fancier:fancy fanciest:fancy fatter:fat
fattest:fat fattier:fatty fattiest:fatty faultier:faulty faultiest:faulty faunae:fauna fed:feed feet:foot fell:fall
felt:feel filthier:filthy filthiest:filthy fishwives:fishwife fitter:fit fittest:fit flashier:flashy flashiest:flashy
flattest:flat fleshier:fleshy fleshiest:fleshy flew:fly flimsier:flimsy flimsiest:flimsy floodlit:floodlight
floppier:floppy floppiest:floppy florae:flora flown:fly fluffier:fluffy fluffiest:fluffy flung:fling foamier:foamy
foamiest:foamy foci:focus folksier:folksy folksiest:folksy foolhardier:foolhardy foolhardiest:foolhardy fora:forum
forbad:forbid forbade:forbid forbidden:forbid forbore:forbear forborne:forbear foregone:forego foreknew:foreknow
foreknown:foreknow foresaw:foresee foreseen:foresee foreshown:foreshow foretold:foretell forewent:forego
forgave:forgive forgiven:forgive forgone:forgo forgot:forget forgotten:forget formulae:formula forsaken:forsake
forsook:forsake forswore:forswear forsworn:forswear forwent:forgo fought:fight found:find freer:free freest:free
friendlier:friendly friendliest:friendly froze:freeze frozen:freeze fungi:fungus funkier:funky funkiest:funky
funnier:funny funniest:funny furrier:furry furriest:furry fussier:fussy fussiest:fussy fuzzier:fuzzy fuzziest:fuzzy
gabbier:gabby gabbiest:gabby gainsaid:gainsay gan:gin gaudier:gaudy gaudiest:gaudy gave:give geese:goose gelt:geld
gemmae:gemma genera:genus geneses:genesis genii:genius ghastlier:ghastly ghastliest:ghastly ghostlier:ghostly
ghostliest:ghostly ghostwritten:ghostwrite ghostwrote:ghostwrite gilt:gild girt:gird given:give gladder:glad
gladdest:glad glassier:glassy glassiest:glassy gloomier:gloomy gloomiest:gloomy glossier:glossy glossiest:glossy
glummer:glum glummest:glum gnawn:gnaw gone:go goofier:goofy goofiest:goofy gorier:gory goriest:gory got:get gotten:get
grandchildren:grandchild grassier:grassy grassiest:grassy graven:grave greasier:greasy greasiest:greasy
greedier:greedy greediest:greedy grew:grow grimmer:grim grimmest:grim gript:grip grittier:gritty grittiest:gritty
groggier:groggy groggiest:groggy ground:grind grown:grow guiltier:guilty guiltiest:guilty gummier:gummy gummiest:gummy
gymnasia:gymnasium had:have hairier:hairy hairiest:hairy hamstrung:hamstring handier:handy handiest:handy
happier:happy happiest:happy hardier:hardy hardiest:hardy has:have hastier:hasty hastiest:hasty haughtier:haughty
haughtiest:haughty hazier:hazy haziest:hazy healthier:healthy healthiest:healthy heard:hear heartier:hearty
heartiest:hearty heavier:heavy heaviest:heavy heftier:hefty heftiest:hefty held:hold hewn:hew hid:hide hidden:hide
hila:hilum hipper:hip hippest:hip holier:holy holiest:holy homelier:homely homeliest:homely honied:honey hotter:hot
hottest:hot housewives:housewife hove:heave hung:hang hungrier:hungry hungriest:hungry huskier:husky huskiest:husky
hydrae:hydra hypothalami:hypothalamus hypotheses:hypothesis icier:icy iciest:icy incubi:incubus indices:index
indwelt:indwell inlaid:inlay interbred:interbreed interwove:interweave interwoven:interweave intimae:intima
inwove:inweave inwoven:inweave is:be jackknives:jackknife jauntier:jaunty jauntiest:jaunty jazzier:jazzy
jazziest:jazzy jerkier:jerky jerkiest:jerky jollier:jolly jolliest:jolly juicier:juicy juiciest:juicy jumpier:jumpy
jumpiest:jumpy kent:ken kept:keep kindlier:kindly kindliest:kindly knelt:kneel knew:know knives:knife knottier:knotty
knottiest:knotty known:know lacier:lacy laciest:lacy laden:lade laid:lay lain:lie lankier:lanky lankiest:lanky
larvae:larva lati:lat latu:lat lay:lie lazier:lazy laziest:lazy leant:lean leapt:leap learnt:learn led:lead leer:leer
left:leave leggier:leggy leggiest:leggy lemmata:lemma lengthier:lengthy lengthiest:lengthy lent:lend leva:lev
libretti:libretto lice:louse lieder:lied litai:lit livelier:lively liveliest:lively lives:life loci:locus
loftier:lofty loftiest:lofty lonelier:lonely loneliest:lonely lordlier:lordly lordliest:lordly lost:lose lousier:lousy
lousiest:lousy lovelier:lovely loveliest:lovely lowlier:lowly lowliest:lowly luckier:lucky luckiest:lucky
lustier:lusty lustiest:lusty lustra:lustre lying:lie maddest:mad made:make maestri:maestro magmata:magma mammae:mamma
manlier:manly manliest:manly mausolea:mausoleum maxima:maximum meant:mean meatier:meaty meatiest:meaty media:medium
memoranda:memorandum menservants:manservant merrier:merry merriest:merry mesdames:madame messier:messy messiest:messy
met:meet mice:mouse mightier:mighty mightiest:mighty milieux:milieu milkier:milky milkiest:milky millennia:millennium
minae:mina minima:minimum minutiae:minutia misdealt:misdeal misgave:misgive misgiven:misgive mislaid:mislay
misled:mislead misspelt:misspell misspent:misspend mistier:misty mistiest:misty mistook:mistake
misunderstood:misunderstand molten:melt momenta:momentum moodier:moody moodiest:moody mousier:mousy mousiest:mousy
mown:mow mucosae:mucosa muddier:muddy muddiest:muddy murkier:murky murkiest:murky muster:muster myocardia:myocardium
myofibrillae:myofibrilla nastier:nasty nastiest:nasty naughtier:naughty naughtiest:naughty nebulae:nebula
needier:needy neediest:needy nemeses:nemesis neuroses:neurosis noisier:noisy noisiest:noisy novae:nova novelle:novella
nuclei:nucleus nucleoli:nucleolus oases:oasis octahedra:octahedron octopi:octopus oedemata:edema oilier:oily
oiliest:oily optima:optimum ora:os osar:os ossa:os outbidden:outbid outdid:outdo outdone:outdo outdrawn:outdraw
outdrew:outdraw outfought:outfight outgone:outgo outgrew:outgrow outgrown:outgrow outlaid:outlay outran:outrun
outridden:outride outrode:outride outshone:outshine outsold:outsell outwent:outgo outwore:outwear outworn:outwear
overbidden:overbid overbore:overbear overborne:overbear overcame:overcome overdid:overdo overdone:overdo
overdrawn:overdraw overdrew:overdraw overdriven:overdrive overdrove:overdrive overflew:overfly overflown:overflow
overgrew:overgrow overgrown:overgrow overheard:overhear overhung:overhang overlaid:overlay overlain:overlie
overlay:overlie overlying:overlie overpaid:overpay overran:overrun overridden:override overrode:override
oversaw:oversee overseen:oversee oversewn:oversew overshot:overshoot overslept:oversleep overspent:overspend
overtaken:overtake overthrew:overthrow overthrown:overthrow overtook:overtake overwritten:overwrite
overwrote:overwrite paid:pay papyri:papyrus paralyses:paralysis parentheses:parenthesis partaken:partake
partook:partake pastier:pasty pastiest:pasty patinae:patina pearlier:pearly pearliest:pearly pease:pea pelves:pelvis
pence:penny penes:penis pent:pen perkier:perky perkiest:perky personae:persona pettier:petty pettiest:petty
pfennige:pfennig phenomena:phenomenon phonier:phony phoniest:phony phyla:phylum pithier:pithy pithiest:pithy
plateaux:plateau pled:plead pleurae:pleura podia:podium prepaid:prepay prettier:pretty prettiest:pretty
pricklier:prickly prickliest:prickly primmer:prim primmest:prim princelier:princely princeliest:princely privier:privy
priviest:privy prologed:prologue prologing:prologue prologs:prologue protozoa:protozoan proven:prove
pterygia:pterygium punier:puny puniest:puny quanta:quantum racier:racy raciest:racy radii:radius rainier:rainy
rainiest:rainy ran:run randier:randy randiest:randy rang:ring rangier:rangy rangiest:rangy readier:ready
readiest:ready rebuilt:rebuild redder:red reddest:red redid:redo redone:redo referenda:referendum reft:reave
reheard:rehear reis:real remade:remake rent:rend repaid:repay reran:rerun resewn:resew retaken:retake
rethought:rethink retinae:retina retold:retell retook:retake rewritten:rewrite rewrote:rewrite ridden:ride risen:rise
riskier:risky riskiest:risky riven:rive rockier:rocky rockiest:rocky rode:ride rose:rise rosier:rosy rosiest:rosy
rostra:rostrum rowdier:rowdy rowdiest:rowdy ruddier:ruddy ruddiest:ruddy rumina:rumen rung:ring rustier:rusty
rustiest:rusty sadder:sad saddest:sad said:say saltier:salty saltiest:salty sandier:sandy sandiest:sandy sang:sing
sank:sink sat:sit savvier:savvy savviest:savvy saw:see sawn:saw scantier:scanty scantiest:scanty scarier:scary
scariest:scary scherzi:scherzo scragglier:scraggly scraggliest:scraggly scrawnier:scrawny scrawniest:scrawny seen:see
sent:send senti:sent septa:septum sera:serum sewn:sew sexier:sexy sexiest:sexy shabbier:shabby shabbiest:shabby
shadier:shady shadiest:shady shaggier:shaggy shaggiest:shaggy shaken:shake shakier:shaky shakiest:shaky
shapelier:shapely shapeliest:shapely shaven:shave shewn:shew shier:shy shiest:shy shinier:shiny shiniest:shiny
shone:shine shook:shake shot:shoot showier:showy showiest:showy shown:show shrank:shrink shriven:shrive shrove:shrive
shrunk:shrink shrunken:shrink shyer:shy shyest:shy sicklier:sickly sickliest:sickly sightsaw:sightsee
sightseen:sightsee silkier:silky silkiest:silky sillier:silly silliest:silly silvae:silva skinnier:skinny
skinniest:skinny skydove:skydive slain:slay slaver:slaver sleepier:sleepy sleepiest:sleepy slept:sleep slew:slay
slid:slide slidden:slide slier:sly sliest:sly slimmer:slim slimmest:slim sloppier:sloppy sloppiest:sloppy slung:sling
slunk:slink slyer:sly slyest:sly smelt:smell smit:smite smitten:smite smokier:smoky smokiest:smoky smote:smite
smugger:smug smuggest:smug snappier:snappy snappiest:snappy snowier:snowy snowiest:snowy snuck:sneak snugger:snug
snuggest:snug sold:sell solder:solder soli:solo sootier:sooty sootiest:sooty soprani:soprano sorrier:sorry
sorriest:sorry sought:seek sown:sow spat:spit spectra:spectrum sped:speed speedier:speedy speediest:speedy
spellbound:spellbind spelt:spell spent:spend spicier:spicy spiciest:spicy spilt:spill spoilt:spoil spoke:speak
spoken:speak spongier:spongy spongiest:spongy spotlit:spotlight sprang:spring sprightlier:sprightly
sprightliest:sprightly sprung:spring spun:spin squatter:squat squattest:squat squilgee:squeegee stadia:stadium
stamina:stamen stank:stink statelier:stately stateliest:stately steadier:steady steadiest:steady stealthier:stealthy
stealthiest:stealthy stepchildren:stepchild sterna:sternum stigmata:stigma stimuli:stimulus stockier:stocky
stockiest:stocky stole:steal stolen:steal stonier:stony stoniest:stony stood:stand stormier:stormy stormiest:stormy
strata:stratum strewn:strew stridden:stride stringier:stringy stringiest:stringy striven:strive strode:stride
stronger:strong strongest:strong strove:strive struck:strike stuffier:stuffy stuffiest:stuffy stung:sting stunk:stink
sturdier:sturdy sturdiest:sturdy stymying:stymie subgenera:subgenus submucosae:submucosa sulkier:sulky sulkiest:sulky
sultrier:sultry sultriest:sultry sung:sing sunk:sink sunken:sink sunnier:sunny sunniest:sunny surlier:surly
surliest:surly swagger:swagger swam:swim swarthier:swarthy swarthiest:swarthy swept:sweep swollen:swell swopped:swap
swopping:swap swops:swap swore:swear sworn:swear swum:swim swung:swing symposia:symposium syntheses:synthesis
tableaux:tableau taken:take talkier:talky talkiest:talky tannest:tan taught:teach tawdrier:tawdry tawdriest:tawdry
taxa:taxon tempi:tempo termini:terminus theses:thesis thinnest:thin thirstier:thirsty thirstiest:thirsty thought:think
threw:throw thriftier:thrifty thriftiest:thrifty thriven:thrive thrombi:thrombus throve:thrive thrown:throw
tidier:tidy tidiest:tidy timelier:timely timeliest:timely tinier:tiny tiniest:tiny tipsier:tipsy tipsiest:tipsy
told:tell took:take tore:tear torn:tear torsi:torso tracheae:trachea trameled:trammel trameling:trammel
tramelled:trammel tramelling:trammel tramels:trammel transfixt:transfix tranship:transship traumata:trauma
trickier:tricky trickiest:tricky trimmer:trim trimmest:trim trod:tread trodden:tread truer:true truest:true tubae:tuba
tweedier:tweedy tweediest:tweedy tying:tie typewritten:typewrite typewrote:typewrite uglier:ugly ugliest:ugly
ultimata:ultimatum unbent:unbend unbound:unbind unclad:unclothe undergirt:undergird undergone:undergo
underlaid:underlay underlain:underlie underlay:underlie underlying:underlie underpaid:underpay undershot:undershoot
undersold:undersell understood:understand undertaken:undertake undertook:undertake underwent:undergo
underwritten:underwrite underwrote:underwrite undid:undo undone:undo unfroze:unfreeze unfrozen:unfreeze
ungainlier:ungainly ungainliest:ungainly ungodlier:ungodly ungodliest:ungodly unhappier:unhappy unhappiest:unhappy
unhealthier:unhealthy unhealthiest:unhealthy unholier:unholy unholiest:unholy unlearnt:unlearn unmade:unmake
unrulier:unruly unruliest:unruly unsaid:unsay unstrung:unstring untaught:unteach untying:untie unwound:unwind
upheld:uphold uphove:upheave uprisen:uprise uprose:uprise vacua:vacuum vertices:vertex vest:vest virtuosi:virtuoso
vortices:vortex vying:vie wackier:wacky wackiest:wacky wanner:wan wannest:wan warier:wary wariest:wary was:be
wavier:wavy waviest:wavy waylaid:waylay weaklier:weakly weakliest:weakly wealthier:wealthy wealthiest:wealthy
wearier:weary weariest:weary went:go wept:weep were:be wetter:wet wettest:wet whipsawn:whipsaw wilier:wily
wiliest:wily windier:windy windiest:windy wintrier:wintry wintriest:wintry wirier:wiry wiriest:wiry withdrawn:withdraw
withdrew:withdraw withheld:withhold withstood:withstand wittier:witty wittiest:witty wives:wife woke:wake woken:wake
won:win woodier:woody woodiest:woody woollier:woolly woolliest:woolly wordier:wordy wordiest:wordy wore:wear
worldlier:worldly worldliest:worldly worn:wear worthier:worthy worthiest:worthy wove:weave woven:weave wrier:wry
wriest:wry written:write wrote:write wrought:work wrung:wring wryer:wry wryest:wry yeshivoth:yeshiva youngest:young
""".split()
)
IRREGULAR = dict(form.split(":") for form in _IRREGULAR)

_SYNONYMS = frozenset(
    """
aah:ooh abandoned:deserted abase:humiliate abasement:abjection abash:embarrass abashed:embarrassed abbreviate:abridge
abbreviate:foreshorten abdicate:renounce abdomen:belly abduce:adduce abduct:kidnap aberrant:deviant abhor:abominate
abhor:execrate abhor:loathe abhorrent:repulsive abide:bide abiding:enduring abjure:forswear abjure:recant
abjure:retract ablactate:wean ablaze:aflame ably:competently abode:residence abominable:odious abominate:execrate
abominate:loathe about:approximately about:roughly above:supra abrade:abrase abrade:corrade abrase:corrade
abreaction:catharsis abridge:foreshorten abruptness:curtness abscond:absquatulate abseil:rappel
absently:absentmindedly absentminded:abstracted absolutely:perfectly absolutely:utterly absolve:shrive
absorbed:engrossed absorbed:enwrapped absorbed:intent absorbing:engrossing absorbing:fascinating absorbing:gripping
abstruseness:obscurity abuse:maltreat abuse:mistreat abut:adjoin abut:butt aby:abye aby:atone aby:expiate abye:atone
abye:expiate accelerate:quicken accenting:emphasizing accentuate:emphasize accepted:recognized
accessibility:availability accessory:accouterment acclaim:hail acclimate:acclimatise acclimate:acclimatize
acclimatise:acclimatize accommodate:fit accommodation:adjustment accompanying:consequent accompanying:resultant
accomplish:fulfil accomplish:fulfill accomplishment:achievement accord:harmonise accord:harmonize
accordingly:consequently accountant:controller accouter:accoutre accredited:licensed accretion:accumulation
accrued:accumulated accumulate:collect accumulate:compile accurse:anathematise accurse:anathematize accurse:comminate
accusative:accusing accuse:criminate acerbate:embitter acerbate:envenom acetify:acidify acetify:acidulate
acetonemia:ketosis acetylate:acetylise acetylate:acetylize acetylise:acetylize achieve:attain achromatise:achromatize
acidify:acidulate acknowledge:admit acoustic:acoustical acquaint:introduce acquaintance:familiarity acquire:get
acquiring:getting acquit:assoil acquit:exculpate acquit:exonerate acrobatic:gymnastic acrobatics:tumbling
acting:performing acting:playacting activate:actuate actualise:actualize ad:advert ad:advertisement ad:advertising
addlebrained:muddleheaded adept:practiced adept:proficient adept:skillful adherent:disciple adieu:adios adieu:goodbye
adios:goodbye adjoin:butt adjure:beseech adjure:entreat adjutant:aide administer:administrate admirer:booster
admirer:protagonist admirer:supporter ado:flurry adopt:espouse adorable:endearing adored:idolized adored:worshipped
adorn:decorate adorned:decorated adroitness:quickness adult:grownup adulthood:maturity adumbrate:outline
adventure:escapade adversary:antagonist adversity:hardship advert:advertisement advert:advertising advertise:publicise
advertisement:advertising advisedly:deliberately advisedly:intentionally advisedly:purposely adviser:advisor
adviser:consultant advisor:consultant advisory:consultative advocate:recommend aegis:auspices aerify:gasify
aerodrome:airport aestivate:estivate affair:matter affecting:poignant affecting:touching affectionate:fond
affiance:betroth affiliated:attached affiliated:connected affirm:confirm affirm:corroborate affirm:substantiate
afflicted:stricken affluent:wealthy affranchise:enfranchise affright:panic affright:terror aflare:flaring
afloat:aimless afloat:rudderless aforementioned:aforesaid aforementioned:said aforesaid:said after:afterward
after:afterwards after:later after:subsequently afterward:afterwards afterward:later afterward:subsequently
afterwards:later afterwards:subsequently agape:gaping aged:elderly aged:older agency:bureau aggrandise:aggrandize
aggrandise:embellish aggrandize:embellish aggravate:exacerbate aggregation:collection aggregator:collector
aggressively:sharply aggressor:attacker aghast:appalled aghast:dismayed aghast:shocked agile:nimble agilely:nimbly
agitate:foment agnise:agnize agnise:realize agnize:realize agonise:agonize agree:concur aid:assist aid:help
aided:assisted ailing:peaked ailment:complaint aimless:rudderless ain:own aired:airy airing:dissemination
airless:stuffy airplane:plane airt:redirect akin:kindred alarm:consternation alchemise:alchemize alert:watchful
alertness:vigilance alienate:disaffect alienated:anomic align:aline alignment:coalition aliment:nourishment
aliment:sustenance alkalify:alkalise alkalify:alkalize alkalify:basify alkalinise:alkalinize alkalise:alkalize
alkalise:basify alkalize:basify allege:aver allegorise:allegorize allegory:parable alleviate:relieve alley:alleyway
alliance:confederation allocate:apportion allocation:allotment allow:let almost:nearly alone:exclusively alone:solely
along:on alphabetise:alphabetize alter:change altercate:argufy altercate:quarrel altercation:fracas
alternatively:instead altogether:completely altogether:entirely altogether:totally altogether:wholly
aluminise:aluminize aluminium:aluminum amalgamate:amalgamated amalgamate:consolidated amalgamate:fused
amalgamated:consolidated amalgamated:fused amalgamation:merger amalgamation:uniting amass:cumulate amaze:astonish
amaze:astound amazed:astonished amazed:stunned amazement:astonishment amazing:astonishing amazingly:astonishingly
ambiance:atmosphere ambiguous:equivocal amble:mosey ambuscade:ambush ameliorate:improve ameliorate:meliorate
amenities:comforts amir:emir ammo:ammunition amorphous:shapeless amortise:amortize amount:sum amour:liaison
amplification:elaboration amplify:magnify amply:richly amuse:disport amused:diverted amused:entertained
anaesthetise:anaesthetize anaesthetise:anesthetise anaesthetise:anesthetize anaesthetize:anesthetise
anaesthetize:anesthetize anagrammatise:anagrammatize analogise:analogize analyse:analyze analyse:examine
analyze:examine anastomose:inosculate anathematise:anathematize anathematise:comminate anathematize:comminate
anathemise:anathemize anathemise:bedamn anathemise:beshrew anathemise:imprecate anathemize:bedamn anathemize:beshrew
anathemize:imprecate anatomic:anatomical anatomise:anatomize ancestor:antecedent ancestry:lineage ancestry:pedigree
ancylose:ankylose android:humanoid anele:embrocate anele:inunct anesthetise:anesthetize angered:enraged
angered:maddened anglicise:anglicize anguished:tormented anguished:tortured animadvert:opine animal:beast
animal:creature animalise:animalize animise:animize annihilate:eradicate annihilating:withering
annihilation:obliteration announced:proclaimed announcement:proclamation annoy:irritate annoy:rile annoy:vex
annoyance:irritation annoyed:irritated annoyed:pissed annoyed:stung annoying:galling annoying:irritating
annoying:nettlesome annoying:pestering annul:invalidate annul:nullify annunciate:foretell annunciate:herald
anodise:anodize answer:reply antagonise:counteract antecede:antedate antecede:forego antecede:precede antecede:predate
antedate:forego antedate:precede antedate:predate anthologise:anthologize anthropomorphise:anthropomorphize
antic:fantastic anticipate:expect anticipated:awaited anticipation:expectancy antipathy:aversion antipathy:distaste
anxiously:uneasily any:whatever any:whatsoever anyhow:anyway aphorise:aphorize apogee:culmination
apologise:rationalize apostatise:apostatize apostrophise:apostrophize apothecary:pharmacist apotheose:apotheosise
apotheose:apotheosize apotheosise:apotheosize appal:appall appal:scandalise appal:scandalize appall:scandalise
appall:scandalize appalled:dismayed appalled:shocked appalling:dismaying apparatus:setup apparel:clothes
apparent:evident apparent:plain apparently:ostensibly apparently:seemingly apparition:phantom appear:seem
appease:assuage appease:conciliate appease:gruntle appease:lenify appease:mollify appease:pacify appease:placate
applause:clapping applicability:pertinence apply:employ apply:use apply:utilise apply:utilize appraisal:assessment
appraise:assess appraise:evaluate appraise:valuate apprehend:comprehend apprehend:grok apprehend:savvy
apprentice:prentice apprise:apprize apprise:notify apprize:notify approaching:coming approaching:upcoming
appropriately:suitably approval:blessing approve:sanction approximately:roughly arbitrarily:haphazardly
arbitrarily:indiscriminately arbitrarily:randomly arbitrate:intercede arbitrate:liaise arbitrate:mediate
arborise:arborize archaeological:archeological archaise:archaize archer:bowman ardent:fervent ardent:fiery
ardent:impassioned ardor:zeal arena:domain arena:sphere argot:jargon argufy:quarrel arguing:controversy argyle:argyll
arise:originate arise:uprise aristocracy:nobility armistice:truce arms:munition arms:weaponry aroma:odor
aromatise:aromatize arouse:elicit arouse:evoke arouse:provoke arranger:organizer arresting:stunning arrow:pointer
arterialise:arterialize artifice:ruse artilleryman:gunner artistry:prowess arts:humanities artwork:graphics as:equally
ascertain:determine ascribe:attribute ascribe:impute ashen:blanched ashen:livid ask:enquire ask:inquire aspect:facet
asperse:besmirch asperse:calumniate asperse:defame asphyxiate:suffocate ass:buttocks ass:fanny assassin:bravo
assassination:blackwash assemblage:gathering assert:asseverate asserting:declarative assess:evaluate assess:valuate
assist:help assistant:helper associate:colligate associate:link associate:relate assoil:exculpate assoil:exonerate
assort:consort assorted:miscellaneous assorted:mixed assorted:motley assorted:sundry assortment:potpourri
assortment:variety assuage:conciliate assuage:gruntle assuage:lenify assuage:mollify assuage:pacify assuage:placate
assume:presume assumed:fictive assumed:pretended assumption:premise assumption:premiss assurance:confidence
assure:ensure astonish:astound astonished:stunned astute:shrewd asynchrony:desynchronizing athlete:jock
athletics:sport atomise:atomize atone:expiate attached:connected attaint:dishonor attaint:dishonour attempt:try
attending:attention attest:certify attest:manifest attire:garb attired:dressed attired:garbed
attitudinise:attitudinize attorney:lawyer attribute:impute audacious:dauntless audacity:temerity auditor:hearer
auditor:listener augur:auspicate augur:bode augur:foreshadow augur:portend augur:presage august:lordly aurora:dawn
aurora:dawning aurora:daybreak auspicate:bode auspicate:foreshadow auspicate:portend auspicate:presage author:writer
authorise:empower authorised:authorized authorities:government authorities:regime authority:potency
authorization:mandate authorship:writing auto:automobile auto:car auto:motorcar automatise:automatize automobile:car
automobile:motorcar autonomous:sovereign autonomy:liberty autopsy:necropsy autotomise:autotomize avatar:embodiment
avatar:incarnation avenge:retaliate aversion:distaste avert:deflect avert:forefend avert:forfend avianise:avianize
awaken:waken award:awarding awareness:cognizance away:forth away:off awfully:terribly awry:cockeyed ax:axe axiom:maxim
babe:baby babe:infant baby:infant backbone:keystone backing:patronage backpack:haversack backpack:knapsack
backstage:offstage backstop:catcher backward:backwards backward:rearward backwards:rearward bacteria:bacterium
bacterise:bacterize badger:beleaguer badger:pester badger:tease badly:severely badmouth:traduce baffle:bewilder
baffle:dumbfound baffle:flummox baffle:mystify baffle:nonplus baffle:perplex baffle:puzzle baffling:knotty
baggage:luggage baked:parched baked:scorched baked:sunbaked ballyhoo:hype ballyrag:browbeat ballyrag:bullyrag
ballyrag:hector balustrade:banister banal:hackneyed banal:threadbare banal:timeworn banal:trite banish:ostracise
banish:ostracize banquet:feast baptise:baptize baptise:christen baptised:baptized baptize:christen bar:ginmill
bar:saloon barb:gibe barb:jibe barbarise:barbarize barbed:biting bare:naked bare:nude barely:hardly barely:scarcely
barkeep:bartender baronetise:baronetize baronial:imposing baronial:noble baronial:stately barrage:bombardment
barren:desolate barter:swop basement:cellar basically:essentially basically:fundamentally bask:enjoy bask:savor
bastardise:bastardize bathtub:tub bats:loco bats:nuts batsman:hitter batsman:slugger batter:buffet battle:engagement
battlefield:battleground bawdyhouse:brothel bawl:bellow beard:whiskers bearded:bewhiskered bearded:whiskered
bearer:carrier bearer:toter beast:creature beat:vanquish beatify:exhilarate beau:boyfriend beautify:fancify
beautify:prettify bechance:befall bechance:betide becloud:befog becloud:obnubilate becloud:obscure bedamn:beshrew
bedamn:imprecate bedaub:besmear bedazzle:dazzle bedeck:bedight bedraggle:draggle beefy:burly beefy:husky beep:bleep
befall:betide befit:beseem befog:obnubilate befog:obscure befool:gull before:earlier befuddle:confound beg:implore
beget:sire beggary:begging begild:engild begild:gild begin:commence begin:start begrime:bemire begrime:colly
beguile:hoodwink beguiling:tempting behead:decapitate behead:decollate behoove:behove being:existence belabor:belabour
belch:burp beleaguer:pester beleaguer:tease belie:contradict belie:negate believable:credible belittle:denigrate
belittle:derogate belongings:property beloved:dear below:beneath belowground:underground bemire:colly bemoan:bewail
bemock:mock bemuse:discombobulate benny:sesame bequest:legacy berate:chide berate:rebuke berate:scold beseech:entreat
beset:chevvy beset:chevy beset:chivvy beset:chivy beset:harass beset:harry beshrew:imprecate besiege:circumvent
besmirch:calumniate besmirch:defame besot:stupefy bespeak:betoken bespeak:indicate bestialise:bestialize bestir:rouse
betoken:indicate betray:bewray betterment:improvement bewhiskered:whiskered bewilder:dumbfound bewilder:flummox
bewilder:mystify bewilder:nonplus bewilder:perplex bewilder:puzzle bewildered:confused bewilderment:puzzlement
bewitch:captivate bewitch:enamor bewitch:enamour bias:prejudice biblical:scriptural bicker:brabble bicker:pettifog
bickering:spat bickering:squabble bidding:command bifurcate:branched bifurcate:forked big:large bigger:larger
bike:motorcycle billowing:surging binge:orgy birl:birle bishopric:diocese bitterness:rancor bitterness:resentment
bituminise:bituminize bivouac:camp bizarre:eccentric blacken:nigrify blackguard:cad blah:bombast blamed:blasted
blamed:damned blamed:darned blamed:goddam blamed:goddamned blanch:blench blanched:livid blandish:flatter blare:blaring
blare:din blaring:din blaspheme:curse blaspheme:swear blasted:damned blasted:darned blasted:goddam blasted:goddamned
blazing:blinding blazing:glaring bleached:faded blear:bleary bleeding:hemorrhage blend:immingle blend:intermingle
blend:intermix blether:prate blindfold:blindfolded blinding:glaring blink:nictate blink:nictitate blister:vesicate
blithely:gayly blithely:happily blithely:jubilantly blithely:merrily bloke:chap bloke:fella bloke:fellow bloke:lad
bloodstained:gory blooming:crashing blooming:flaming blot:smirch blotch:splotch blub:blubber blue:bluish blunder:botch
blunder:bungle blurt:ejaculate blush:flush blush:redden boast:brag bode:foreshadow bode:portend bode:presage
bodge:bollix bodge:bollocks bodge:bumble bodge:flub bodge:mishandle bodge:spoil bogus:fake bogus:phony
boisterous:unruly bollix:bollocks bollix:bumble bollix:flub bollix:mishandle bollix:spoil bollocks:bumble
bollocks:flub bollocks:mishandle bollocks:spoil bolshevise:bolshevize bolshevise:communise bolshevise:communize
bolshevize:communise bolshevize:communize bombilate:bombinate bombilate:buzz bombinate:buzz bonderise:bonderize
bones:castanets bonk:eff bonk:screw bonus:fillip bony:cadaverous bony:emaciated bony:gaunt boob:booby booklet:folder
booklet:pamphlet booming:flourishing booming:thriving booster:protagonist booster:supporter bootleg:contraband
booty:loot booty:pillage booty:plunder booze:liquor booze:spirits boring:irksome boring:tedious boring:tiresome
boring:wearisome boss:foreman botanic:botanical botanise:botanize botany:flora botany:vegetation botch:bungle
bottleneck:constriction bottom:underside boulder:bowlder bounce:rebound bounce:ricochet boundary:bounds
boundless:unbounded bouquet:corsage bourgeon:germinate bourgeon:sprout bouse:bowse bowdlerise:bowdlerize
bowdlerise:expurgate bowdlerize:expurgate boxers:drawers brabble:pettifog braid:plait branched:forked brant:brent
brattle:clatter brave:courageous bravery:courage breach:infract breach:transgress breakers:surf
breathalyse:breathalyze brightly:brilliantly brilliancy:luster brilliancy:splendor brilliant:superb brine:saltwater
brine:seawater bringing:delivery brink:verge broach:brooch broad:wide broadside:flyer broider:embroider
bromate:brominate bronzed:suntanned bronzed:tanned brooding:contemplative brooding:meditative brooding:pensive
brooding:reflective brook:creek brow:forehead browbeat:bullyrag browbeat:hector brown:brownish bruise:contuse
brutal:cruel brutal:savage brutal:vicious brutalise:brutalize brutally:savagely bucket:pail buddy:crony buddy:pal
buddy:sidekick buff:devotee buffoon:clown build:construct building:edifice bulge:hump bulge:jut bulge:protuberance
bulging:convex bulk:majority bully:smashing bullyrag:hector bulwark:rampart bum:puke bum:skunk bumble:flub
bumble:mishandle bumble:spoil bunch:clump bunch:cluster bundle:package bundle:packet bungalow:cottage bur:burr
burble:guggle burden:encumbrance burglarise:burglarize burglarise:burgle burglarise:heist burglarize:burgle
burglarize:heist burgle:heist buried:interred burly:husky burnish:furbish bush:shrub bushwhack:waylay
bushwhacker:hillbilly bushy:shaggy buster:dude but:just but:merely but:only but:simply butcher:slaughter
buttocks:fanny buy:purchase buying:purchasing bygone:departed cabal:faction cabaret:nightclub cadaver:corpse
cadaverous:emaciated cadaverous:gaunt cafe:coffeehouse cagey:clever cajole:coax cajole:inveigle cajole:wheedle
calamity:catastrophe calamity:tragedy calculate:compute calculated:deliberate calculation:computation caliber:calibre
caliper:calliper calling:career calling:vocation callous:indurate calm:serene calmness:composure calmness:equanimity
calumniate:defame calumny:defamation campaigning:candidacy campground:encampment camping:tenting canalise:canalize
candid:forthright candid:frank candidate:nominee candidly:frankly candidly:honestly candy:confect canned:transcribed
cannibalise:cannibalize cannulate:cannulise cannulate:cannulize cannulate:canulate cannulate:intubate
cannulise:cannulize cannulise:canulate cannulise:intubate cannulize:canulate cannulize:intubate canonized:glorified
cantata:oratorio cantillate:chant canulate:intubate capacitor:condenser caparison:trapping cape:ness caponise:caponize
capsulise:capsulize captivate:enamor captivate:enamour captive:prisoner car:motorcar caramelise:caramelize
carbonise:carbonize carbonise:carburise carbonise:carburize carbonize:carburise carbonize:carburize
carburise:carburize cardinal:central cardinal:fundamental cardinal:primal careen:lurch careen:stagger career:vocation
caress:fondle caressing:hugging caressing:kissing caressing:petting careworn:drawn careworn:haggard cargo:freight
cargo:shipment cark:perturb cark:unhinge carmine:cherry carmine:crimson carmine:red carmine:reddish carmine:scarlet
carnal:sensual carnalise:sensualise carnalize:sensualize carpet:rug carrier:toter carved:carven case:instance
casebook:textbook casket:coffin castigate:chasten castigate:chastise castle:palace casual:nonchalant
catabolise:catabolize catalyse:catalyze catastrophe:tragedy catastrophic:ruinous categorise:categorize category:class
cater:ply catheterise:catheterize catholicise:catholicize catnap:snooze cattle:cows cattle:oxen cauterise:cauterize
cavalryman:trooper cavil:quibble cavity:pit cavort:rollick cavort:romp cavort:skylark cc:milliliter cc:ml
cease:discontinue cease:quit ceaseless:incessant celebrated:famed celebrated:famous celebrated:illustrious
celebrated:noted celebrated:renowned celerity:rapidity cemetery:graveyard cense:thurify center:middle centering:focus
centering:focusing centimeter:cm central:fundamental central:primal centralise:centralize centrifugate:centrifuge
certainly:surely certificate:credentials certify:manifest chaff:josh chaffer:haggle chaffer:higgle
chagrin:mortification chained:enchained chains:irons chairman:chairperson challenge:dispute challenge:gainsay
challenger:competitor challenger:contender champ:champion chance:opportunity channelise:channelize channelise:guide
channelise:steer channelize:guide channelize:steer chap:fella chap:fellow chap:lad chaperon:chaperone
characteristic:feature characterization:delineation characterization:depiction chartered:leased chasten:chastise
chat:claver chat:natter cheap:inexpensive cheering:shouting cheery:gay cheery:sunny cherished:precious
cherished:treasured cherry:crimson cherry:red cherry:reddish cherry:scarlet chevvy:chevy chevvy:chivvy chevvy:chivy
chevvy:harass chevvy:harry chevy:chivvy chevy:chivy chevy:harass chevy:harry chew:manducate chi:ki chi:qi chide:rebuke
chide:scold chief:main chief:principal chiefly:mainly chiefly:primarily chiefly:principally child:kid child:youngster
childish:infantile chilling:scary chip:fleck chip:scrap chips:fries chirrup:twitter chitchat:gab chitchat:gossip
chivvy:chivy chivvy:harass chivvy:harry chivy:harass chivy:harry chocolate:cocoa choose:select chopped:shredded
chopped:sliced chortle:chuckle chronologise:chronologize chump:patsy chump:sucker chunk:clod chunk:lump
churchman:cleric chute:parachute cicatrise:cicatrize cinder:clinker cinematise:cinematize cinematography:filming
circular:round circularise:circularize circumstances:luck citation:commendation cite:mention cite:refer
city:metropolis civilise:civilize clad:clothed clammy:dank clamoring:clamour clamorous:vociferous
clandestine:undercover clangor:clangoring clangor:clangour clangor:clash clangoring:clangour clangoring:clash
clangour:clash clannishness:exclusiveness clarify:elucidate clarity:clearness clarity:lucidity classicise:classicize
classmate:schoolmate classroom:schoolroom claver:natter clearness:lucidity clenched:clinched clergyman:reverend
climbing:mounting cling:cohere clique:ingroup clitter:stridulate clod:lump clog:congest clogged:clotted close:shut
closer:nearer closest:nearest closet:cupboard cloth:fabric cloth:textile clothe:enclothe clothe:tog
cloudburst:downpour cloudburst:torrent cloudy:nebulous clowning:prank cloy:surfeit clump:cluster clumsy:ungainly
clunk:thumping clutch:prehend clutch:seize clutter:fuddle clutter:jumble clutter:muddle clutter:welter
cluttered:littered coalesce:conflate coalesce:fuse coalesce:immix coalesce:mix coapt:conglutinate coast:seacoast
coax:inveigle coax:wheedle cobble:cobblestone cocainise:cocainize coddle:cosset coddle:pamper coggle:toddle
cognise:cognize cognise:know cognition:knowledge cognize:know cohesion:cohesiveness coif:coiffure coif:hairdo
coiffure:hairdo coil:gyrate coincide:cooccur collaborate:cooperate collect:compile collected:gathered
collectivise:collectivize colligate:link colligate:relate colloquial:conversational colonise:colonize
colony:settlement colored:coloured colorise:colorize colorise:colourise colorise:colourize colorize:colourise
colorize:colourize colossal:prodigious colossal:stupendous colourise:colourize comeback:riposte comic:comical
comic:funny comical:funny coming:upcoming commandant:commander commandeer:hijack commanding:overlooking
commemorating:commemorative commence:start commencement:outset commencement:showtime commerce:commercialism
commiseration:pity commission:committee commit:perpetrate commix:mingle commonly:normally commonly:ordinarily
commonly:usually communalise:communalize communicating:communication communise:communize communist:communistic
commutation:commuting companion:comrade comparatively:relatively comparing:comparison
compartmentalise:compartmentalize compassionately:pityingly compel:oblige compete:vie competitor:contender
complain:quetch complect:interconnect complect:interlink completed:realised completed:realized completely:entirely
completely:totally completely:wholly complexify:ramify complot:conspire component:element comportment:mien
composing:composition composure:equanimity compound:deepen comprehend:grok comprehend:savvy compromising:conciliatory
compulsory:mandatory compunction:remorse computerise:computerize conceal:hide concealed:hidden conceit:vanity
conceive:conceptualise conceive:conceptualize conceive:gestate concenter:concentre concept:conception
conceptualise:conceptualize conceptualise:gestate conceptualize:gestate concern:pertain concerted:cooperative
concertise:concertize conciliate:gruntle conciliate:lenify conciliate:mollify conciliate:pacify conciliate:placate
concluded:ended concluded:terminated concluding:final concourse:throng concurrence:concurrency concurrent:cooccurring
concurrent:simultaneous condemn:decry condemn:excoriate condemn:objurgate condemnation:disapprobation
condemnatory:condemning condense:distil condescending:patronizing conduction:conductivity confab:schmoose
confab:schmooze configuration:constellation confine:limit confinement:travail confining:constraining
confining:limiting confining:restricting confirm:corroborate confirm:substantiate confirmation:verification
confiscate:impound conflagrate:enkindle conflate:fuse conflate:immix conflate:mix confute:disprove congeal:jell
conglobate:conglobe conjure:invoke connote:imply conquer:inhibit conquer:suppress consecrate:consecrated
consequence:effect consequence:result consequence:upshot consequent:resultant consider:regard
considerably:substantially consistently:systematically consolation:solace console:soothe consolidated:fused
constabulary:police constant:unvarying constantly:invariably constellate:stud constituted:established constrain:cumber
constrain:encumber constraining:limiting constraining:restricting construe:interpret consumption:intake
consumption:uptake containerise:containerize contaminate:pollute contamination:taint contemn:despise contemn:disdain
contemplative:meditative contemplative:pensive contemplative:reflective contemporaries:generation
contemporise:contemporize contemporise:synchronise contemporize:synchronise contempt:despite contempt:scorn
contemptuous:disdainful contemptuous:insulting contemptuous:scornful contemptuously:scornfully contend:postulate
continuance:continuation contort:wring contradance:contredanse contradict:negate contraption:contrivance
contraption:gadget contravene:infringe contribute:lend contributing:contributory contrivance:gadget contrive:design
conventionalise:conventionalize converted:reborn convulsive:spasmodic cooccurring:simultaneous coordinate:organise
cope:grapple copolymerise:copolymerize copyedit:copyread copyedit:subedit copyread:subedit coquet:flirt coquette:vamp
cordial:genial cords:corduroys corn:maize cornered:trapped cornerstone:groundwork corp:corporation
corporeality:physicalness correspond:match corroborate:substantiate corset:stays cosmetic:decorative
cosmetic:ornamental cosmos:universe cosmos:world cosset:pamper couch:sofa counseling:guidance
counterbalance:counterpoise counterbalance:counterweight counterpoise:counterweight countersign:password
countervail:offset countless:innumerable countless:multitudinous countless:myriad countless:unnumbered country:nation
countrywide:nationwide coup:takeover courier:messenger court:tribunal coveted:desired cowboy:cowhand cowboy:cowpuncher
cowboy:puncher cowhand:cowpuncher cowhand:puncher cowl:cowling cowpuncher:puncher cows:oxen cozen:deceive cozen:delude
crackle:crepitate crackling:greaves crafty:sly crafty:wily craggy:hilly craggy:mountainous cram:jampack cramp:spasm
cranch:craunch cranch:grind crank:cranky crashing:flaming craunch:grind crawl:creep crawling:creeping craze:furor
crazed:deranged crazily:insanely creak:screak creak:screech creak:skreak creak:squeak creativeness:creativity
credo:creed crenel:scallop crenelate:crenellate crevice:fissure crick:kink crick:rick crick:wrick criminal:crook
criminal:felon criminalise:illegalise criminalise:illegalize criminalise:outlaw crimson:red crimson:reddish
crimson:scarlet cringe:flinch cringe:quail cringe:recoil cringe:wince crinkle:wrinkle crippling:disabling crisp:sharp
crispen:toast criterion:standard criterion:touchstone criticise:criticize croak:die croak:perish crock:smut crock:soot
crocked:smashed crocked:soaked crony:pal crony:sidekick crook:felon cross:traverse crossroads:hamlet crotchety:ornery
crouch:stoop crow:gloat cruel:savage cruel:vicious crumble:crumple crusader:reformer crush:oppress cry:scream cry:yell
cryptic:inscrutable cryptic:mysterious crystalise:crystalize crystalise:crystallise crystalize:crystallise cub:rookie
cuckoo:jackass cuddle:nestle cuddle:nuzzle cuddle:snuggle cumber:encumber curate:minister curate:parson curate:pastor
curate:rector cured:healed cured:recovered curious:peculiar curious:rum curiously:oddly curled:curling curse:swear
cursory:perfunctory curtail:restrict curtain:drapery curtsey:curtsy curved:curving cuss:gadfly custody:detention
customise:customize dabbled:splattered dad:daddy dad:pa dad:papa daddy:pa daddy:papa daemon:demon dainty:mincing
dainty:prim dais:podium dais:pulpit dais:rostrum damage:impairment damages:redress damaging:detrimental
damaging:prejudicial dame:wench damn:goddamn damned:darned damned:goddam damned:goddamned damp:moist
dangerously:perilously dapper:jaunty dapper:spruce dapple:patch dapple:speckle dappled:mottled darned:goddam
darned:goddamned dart:flit dart:flutter dash:scoot dash:scud dawn:dawning dawn:daybreak dawning:daybreak
daydream:woolgather daylight:daytime daze:shock daze:stupor deadlock:impasse deadlock:stalemate deadlock:standstill
deafening:earsplitting deafening:thunderous dealer:monger dealer:trader deaminate:deaminize death:decease
deathlike:deathly debark:disembark debase:demoralise debase:demoralize debase:deprave debase:misdirect debase:vitiate
debilitate:enfeeble debility:feebleness debility:infirmity debris:junk debris:rubble debut:introduction
decapitate:decollate decarbonise:decarbonize decarbonise:decarburise decarbonise:decarburize decarbonise:decoke
decarbonize:decarburise decarbonize:decarburize decarbonize:decoke decarburise:decarburize decarburise:decoke
decarburize:decoke deceive:delude deceleration:retardation deceleration:slowing decentralise:decentralize
decentralise:deconcentrate decentralize:deconcentrate deception:misrepresentation decertify:derecognise
decertify:derecognize decidedly:definitely decidedly:emphatically deciding:determining decimalise:decimalize
decipher:decode decipher:decrypt declaim:recite decline:worsen decode:decrypt decolonise:decolonize decolor:decolorise
decolor:decolorize decolor:decolour decolor:decolourise decolor:decolourize decolor:discolorise decolor:discolorize
decolor:discolourise decolorise:decolorize decolorise:decolour decolorise:decolourise decolorise:decolourize
decolorise:discolorise decolorise:discolorize decolorise:discolourise decolorize:decolour decolorize:decolourise
decolorize:decolourize decolorize:discolorise decolorize:discolorize decolorize:discolourise decolour:decolourise
decolour:decolourize decolour:discolorise decolour:discolorize decolour:discolourise decolourise:decolourize
decolourise:discolorise decolourise:discolorize decolourise:discolourise decolourize:discolorise
decolourize:discolorize decolourize:discolourise decompress:uncompress deconsecrate:unhallow decoration:ornament
decorative:ornamental decorator:designer decouple:uncouple decrease:diminish decrease:lessen decreased:reduced
decree:fiat decreed:ordained decriminalise:decriminalize decriminalise:legalise decriminalise:legalize
decriminalise:legitimatise decriminalise:legitimatize decriminalise:legitimise decriminalise:legitimize
decriminalize:legalise decriminalize:legalize decriminalize:legitimatise decriminalize:legitimatize
decriminalize:legitimise decriminalize:legitimize decry:excoriate decry:objurgate decussate:intersecting
dedicate:devote deduce:derive deduce:infer deduct:subtract deeply:profoundly deface:disfigure defalcate:embezzle
defalcate:malversate defalcate:misappropriate defalcate:peculate defeat:overcome defection:desertion defective:faulty
defeminise:defeminize defender:guardian defender:protector defer:postpone defer:prorogue defer:shelve deficiency:lack
deficient:lacking deficit:shortage define:delimit define:delimitate defining:shaping definitely:emphatically
deflect:forefend deflect:forfend defog:demist deforest:disafforest deforest:disforest deformation:distortion
deformed:distorted deformed:malformed defraud:diddle defraud:gip defraud:hornswoggle defraud:nobble defraud:swindle
defrock:unfrock defrost:deice defy:withstand deglycerolise:deglycerolize degraded:dissipated degree:level
dehumanise:dehumanize deity:divinity deject:depress deject:dispirit delegate:depute deliberately:intentionally
deliberately:purposely delicious:delightful delimit:delimitate delineate:represented delineation:depiction
delirium:frenzy delirium:hysteria deluxe:opulent deluxe:princely deluxe:sumptuous delve:dig demagnetise:demagnetize
demasculinise:demasculinize dematerialise:dematerialize demilitarise:demilitarize demineralise:demineralize
demobilise:demobilize demobilise:inactivate demobilize:inactivate democratise:democratize demolish:pulverise
demolished:dismantled demonetise:demonetize demonic:fiendish demonic:satanic demonise:demonize demonstrate:present
demonstrate:show demoralise:demoralize demoralise:deprave demoralise:misdirect demoralise:vitiate demoralize:deprave
demoralize:misdirect demoralize:vitiate demur:except demythologise:demythologize den:lair denationalise:denationalize
denaturalise:denaturalize denigrate:derogate denim:jean denominate:designate denudate:denuded deodorise:deodorize
deodorise:deodourise deodorize:deodourise deoxidise:deoxidize departure:leaving dependable:reliable
dependence:dependency depersonalise:depersonalize depicted:portrayed depicting:portraying depilate:epilate
deplorably:woefully deplume:displume depolarise:depolarize deprave:misdirect deprave:vitiate deprecating:deprecatory
depreciate:vilipend depress:dispirit depressurise:depressurize deprive:divest deprived:disadvantaged deputise:deputize
deracinate:uproot derecognise:derecognize derisive:gibelike derisive:mocking derisive:taunting derive:infer
desalinate:desalinise desalinate:desalinize desalinate:desalt desalinise:desalinize desalinise:desalt
desalinize:desalt descendant:descendent descry:espy descry:spy desecration:sacrilege desensitise:desensitize
desert:forsake deserving:worth desexualise:desexualize desolation:devastation despair:desperation despairing:desperate
despatch:dispatch desperately:urgently despicable:vile despise:disdain despised:hated despite:scorn despoil:ransack
despoil:reave despoiler:raider destabilise:destabilize destalinise:destalinize destine:doom destiny:fate
desulfurize:desulphurize desynchronise:desynchronize detailed:elaborated detect:discover detect:notice detect:observe
detection:sensing detector:sensor deter:discourage determination:finding determinedly:unfalteringly detest:hate
dethaw:thaw dethaw:unfreeze dethaw:unthaw detonate:explode detoxicate:detoxify detransitivise:detransitivize
detransitivise:intransitivise detransitivise:intransitivize detransitivize:intransitivise
detransitivize:intransitivize detribalise:detribalize detrimental:prejudicial devaluate:devalue
developing:underdeveloped deviate:divert devilise:devilize devilise:diabolise devilise:diabolize devilize:diabolise
devilize:diabolize devilment:mischief devilment:shenanigan devise:excogitate devise:invent devitalise:devitalize
dexterous:dextrous diabolise:diabolize diagnosing:diagnosis diagnostician:pathologist diagonalise:diagonalize
dialyse:dialyze diam:diameter diarrhea:diarrhoea diary:journal dichotomise:dichotomize dictate:prescribe
dictatorship:tyranny dictum:pronouncement diddle:gip diddle:hornswoggle diddle:nobble diddle:swindle die:perish
differentiate:distinguish differentiate:secern differentiate:secernate differentiation:distinction difficult:hard
digging:excavation digitalise:digitalize digitalise:digitise digitalise:digitize digitalize:digitise
digitalize:digitize digitise:digitize dignify:ennoble digress:divagate dilate:distend dillydally:procrastinate
diminish:lessen diminished:lessened diminished:weakened diminutive:petite diminutive:tiny dingy:grimy dip:dunk
diphthongise:diphthongize dipped:swaybacked directionality:directivity director:manager dirge:requiem dirty:soiled
dirty:unclean disability:handicap disable:disenable disable:incapacitate disabled:handicapped disafforest:disforest
disallow:forbid disallow:prohibit disallow:proscribe disappear:vanish disappearance:disappearing
disappointed:frustrated disappointed:thwarted disappointment:letdown disassociate:dissociate disassociate:disunite
disbelief:skepticism discase:disrobe discase:uncase discase:undress discernable:discernible discharged:dismissed
discharged:fired disclose:divulge disclosure:revelation discolorise:discolorize discolorise:discolourise
discolorize:discolourise discomfit:discompose discomfit:untune discommode:disoblige discommode:incommode
discompose:untune disconnect:unplug disconnected:staccato discontinue:quit discord:strife discorporate:disembodied
discount:dismiss discouraged:disheartened discover:notice discover:observe discovered:observed discredit:disrepute
disdainful:insulting disdainful:scornful diseased:pathologic disembarrass:rid disembroil:disinvolve
disenable:incapacitate disencumber:disentangle disencumber:extricate disencumber:untangle disenfranchise:disfranchise
disentangle:extricate disentangle:untangle disfavor:disfavour disguised:masked disgusting:foul dishevel:tousle
disheveled:frowzled disheveled:tousled dishonor:dishonour disillusion:disillusionment disincline:indispose
disinherit:disown disinter:exhume disjointed:garbled dislocate:luxate dismally:drearily dismantle:rase dismantle:raze
dismayed:shocked dismissed:fired dismount:unhorse disoblige:incommode disorganise:disorganize disorient:disorientate
dispense:distribute disperse:sprinkle disposition:temperament dispute:gainsay disregard:ignore disregard:snub
disregardless:irrespective disregardless:regardless disrobe:uncase disrobe:undress disrupt:interrupt
disruption:interruption disruptive:tumultuous disruptive:turbulent diss:insult dissemble:feign dissemble:pretend
dissever:divide dissever:split dissipate:scatter dissociate:disunite distill:purify distinguish:secern
distinguish:secernate distort:falsify distort:garble distort:warp distorted:malformed distressing:disturbing
distressing:worrying district:territory distrust:mistrust disturbing:worrying disused:obsolete dither:pother
dive:honkytonk divers:diverse diversion:recreation diverted:entertained divertimento:serenade divide:split do:make
doc:doctor doc:physician doctor:physician doctrine:ism doctrine:philosophy document:papers doggedly:tenaciously
doghouse:kennel dogma:tenet dogmatise:dogmatize domain:sphere domed:vaulted domesticise:domesticize domiciliate:reside
dominate:predominate dominate:prevail doodle:scrabble doorhandle:doorknob dope:gage dorm:dormitory dotted:flecked
dotted:speckled doubtless:undoubtedly dourly:sullenly dower:dowry down:downwards downplay:minimise downplay:understate
downpour:torrent doze:drowse dozens:loads dozens:lots dozens:scores dozens:stacks dozens:tons dozens:wads drab:dreary
drafty:draughty draining:exhausting dramatise:dramatize dramatist:playwright draped:wrapped draught:tipple draw:pull
drawn:haggard dreadful:frightening dreadful:terrible dreadfully:horribly dressed:garbed dribble:trickle drift:float
drizzle:mizzle drool:humbug drool:twaddle droop:sag droppings:dung dross:impurity drub:lick drudge:hack
drunkard:inebriate duet:duo duet:twain dulcify:dulcorate dulcify:edulcorate dulcify:sweeten dulcorate:edulcorate
dulcorate:sweeten dumbfound:flummox dumbfound:mystify dumbfound:nonplus dumbfound:perplex dumbfound:puzzle duo:twain
dusk:nightfall dusk:twilight duty:obligation duty:responsibility dweller:inhabitant dynamise:dynamize earn:realise
earnestly:seriously earnestness:seriousness earnestness:sincerity earnings:profit earnings:profits
earsplitting:thunderous earth:globe earthquake:quake eased:relieved eastbound:eastward eatable:edible eating:feeding
eats:grub ebonise:ebonize ebullient:exuberant ecstasy:rapture eddy:purl edgy:jumpy edgy:restive edify:enlighten
editorialise:editorialize edulcorate:sweeten eff:screw effect:result effect:upshot effeminise:effeminize
effluent:wastewater egest:excrete eight:viii elate:intoxicate elate:uplift elderly:older elector:voter
electrifying:thrilling elegise:elegize elementary:unproblematic eleven:xi elf:imp elf:pixie elicit:evoke
elicit:provoke elk:moose elliptical:oval emaciated:gaunt emancipate:liberate embed:imbed embed:implant
embezzle:malversate embezzle:misappropriate embezzle:peculate embitter:envenom embodied:incarnate
embodiment:incarnation embolden:hearten embrace:encompass embrocate:inunct emotionalism:emotionality empale:impale
empanel:impanel empathise:empathize emphasise:underline emphasise:underscore emphasized:emphatic emplane:enplane
employ:use employ:utilise employ:utilize empurple:purpurate enact:ordain enamor:enamour encase:incase
enchant:enrapture enchant:enthral enchant:enthrall encipher:encrypt encircled:surrounded enclose:enfold
enclose:envelop enclose:enwrap enclothe:tog encoding:encryption encounter:meet encourage:promote
encroachment:intrusion endanger:imperil endanger:jeopardise endanger:jeopardize endanger:threaten endeavor:endeavour
endeavor:enterprise endeavour:enterprise ended:terminated endless:interminable endorse:indorse endow:endue endow:indue
endowment:talent endpoint:terminus endue:indue endure:tolerate enfold:envelop enfold:enwrap enforced:implemented
engage:pursue engild:gild engineering:technology englut:engorge englut:glut englut:gorge englut:gormandise
englut:gormandize englut:gourmandize englut:ingurgitate englut:overeat englut:overgorge englut:overindulge
engorge:glut engorge:gorge engorge:gormandise engorge:gormandize engorge:gourmandize engorge:ingurgitate
engorge:overeat engorge:overgorge engorge:overindulge engraft:ingraft engrave:inscribe engraved:etched engross:engulf
engrossed:enwrapped engrossed:intent engrossing:fascinating engrossing:gripping enigma:mystery enigmatic:puzzling
enjoy:savor enlace:interlace enlace:intertwine enlace:lace enlace:twine enlarged:hypertrophied enlargement:expansion
enliven:inspire enliven:invigorate enmesh:ensnarl enormous:tremendous enormously:hugely enormously:staggeringly
enormously:tremendously enounce:enunciate enounce:pronounce enquire:inquire enraged:maddened enrapture:enthral
enrapture:enthrall enrol:enroll enrol:recruit enroll:recruit enrollment:registration enshroud:shroud ensnare:entrap
enthral:enthrall enthrone:vest entice:lure entire:total entirely:totally entirely:wholly entirety:totality
entomb:inhume entomb:inter entrance:entranceway entrench:intrench entrust:intrust enumerate:itemize
enunciate:pronounce envelop:enwrap envious:jealous environ:surround envisage:ideate envisage:imagine envision:fancy
envision:visualize envisioned:pictured enwrapped:intent epic:heroic epicure:gourmet epitome:prototype
epitomise:epitomize epitomise:typify epitomize:typify epoch:era equalise:equalize equate:liken equilibrise:equilibrize
equivocate:palter equivocate:prevaricate equivocate:tergiversate eroded:scoured erratic:mercurial erratic:quicksilver
erratically:unpredictably erroneously:mistakenly error:fault error:mistake erudite:learned escalate:intensify
escallop:scollop eschew:shun especially:particularly espy:spy essentially:fundamentally establish:found
establish:launch estimate:gauge eternal:everlasting eternal:perpetual eternal:unending eternalise:eternalize
eternalise:eternise eternalize:eternise eternally:everlastingly eternally:forever eternity:infinity
etherealize:etherialise etherise:etherize ethics:morals etymologise:etymologize eulogise:eulogize euphemise:euphemize
evade:sidestep evaluate:valuate evangelise:evangelize evangelist:gospeler eventually:finally everlasting:perpetual
everlasting:unending everlastingly:forever everyday:mundane everyday:unremarkable evidence:grounds evident:plain
evidently:manifestly evidently:obviously evidently:plainly evil:wickedness evildoer:sinner evince:express
evoke:provoke ex:outmoded exactly:precisely exaggerate:hyperbolise exaggerate:hyperbolize exaggerate:overstate
exaggerated:overdone exalt:extol exalt:glorify exalt:laud exalted:lofty examination:scrutiny exasperating:infuriating
exasperating:maddening exceed:transcend exceeding:exceptional excel:surpass excellently:magnificently
excellently:splendidly excess:surplus exchequer:treasury excise:expunge exclaiming:exclamation exclude:omit
exclusive:sole exclusively:solely excogitate:invent excommunicate:unchurch excoriate:objurgate excruciate:torture
excruciating:torturing exculpate:exonerate excursion:jaunt excursion:outing execrate:loathe executing:execution
exercise:exercising exercise:workout exercising:workout exhausted:fatigued exhaustive:thoroughgoing
exhaustively:thoroughly exorcise:exorcize expatiate:expound expatiate:lucubrate expenditure:outgo
expiration:termination explain:explicate expletive:oath expletive:swearing expound:lucubrate expressed:uttered
expressway:freeway expressway:motorway expressway:pike expressway:superhighway expressway:thruway
extemporise:improvise extemporise:improvize extended:lengthy extended:prolonged extenuate:mitigate extenuate:palliate
exteriorise:objectify externalise:externalize extol:glorify extol:laud extra:redundant extraneous:orthogonal
extrapolate:generalize extravagantly:profusely extreme:utmost extremely:highly extricate:untangle exude:transude
exultant:jubilant exultant:triumphant eyeball:orb eyelid:lid fable:fabrication fabric:textile fabricate:manufacture
fabricated:fictitious factorise:factorize factory:mill faculty:module faerie:faery faerie:fairy faerie:fay faery:fairy
faery:fay fairly:moderately fairly:pretty fairly:reasonably fairy:fay faith:religion faithfully:reliably fake:phony
falsify:garble falsify:warp famed:famous famed:illustrious famed:noted famed:renowned familiarise:familiarize
family:household famish:starve famous:illustrious famous:noted famous:renowned fancify:prettify fancy:visualize
fantasise:fantasize farce:travesty farming:husbandry fart:flatus farther:further fascinated:spellbound
fascinating:gripping fashion:manner fashion:mode fashion:style fashion:way faster:quicker fatigue:weariness
fault:mistake fauna:zoology faux:simulated favorable:favourable faze:unnerve faze:unsettle fear:fright
fearless:unafraid feasible:viable feasible:workable feather:plumage fecundate:fertilise feeble:lame
feebleness:infirmity feign:pretend fella:fellow fella:lad fellow:lad feminise:feminize fence:fencing
ferment:fermentation ferment:unrest fermentation:unrest ferocious:fierce ferocious:furious ferociously:fiercely
ferocity:fierceness fervent:fiery fervent:impassioned festinate:hasten fetching:taking fetid:funky feverish:hectic
fiber:fibre fictionalise:fictionalize fictive:pretended fiddle:violin fiendish:satanic fierce:furious
fiery:impassioned fifteen:xv fig:figure figurine:statuette figuring:reckoning filch:pilfer filch:purloin filch:snarf
filet:fillet film:movie film:pic finagle:wangle finalise:finalize finances:funds financial:fiscal fine:ok fine:okay
fink:snitch fireplace:hearth firm:unfaltering firm:unshakable firm:unwavering firmly:steadfastly fisher:fisherman
fishmonger:fishwife fix:mend fix:repair flash:twinkle flashy:gaudy flashy:tawdry flaunt:ostentate flavor:flavour
fleck:scrap flecked:speckled fleer:fugitive fleet:swift fleeting:momentary fleshy:overweight flicker:flitter
flinch:quail flinch:recoil flinch:wince flit:flutter flog:lash flog:trounce flog:whip flood:inundation floor:flooring
flora:vegetation flourish:thrive flourishing:thriving flu:influenza flub:mishandle flub:spoil flummox:mystify
flummox:nonplus flummox:perplex flummox:puzzle fluoridate:fluoridise fluoridate:fluoridize fluoridise:fluoridize
flush:redden foam:froth foamy:frothing focalise:focalize focus:focusing foible:idiosyncrasy folder:pamphlet
foliage:leaf folly:foolishness fondly:lovingly foolhardy:reckless footing:terms footle:lallygag footle:loiter
footle:lollygag footle:tarry footslog:plod footslog:trudge foray:maraud forbear:forebear forbid:prohibit
forbid:proscribe forbidden:prohibited forbidden:taboo forebode:predict forebode:prognosticate foreboding:premonition
foreclose:forestall foreclose:preclude foreclose:prevent forefend:forfend foregather:forgather forego:precede
forego:predate foreknow:foresee foreshadow:portend foreshadow:presage forest:woods forestall:preclude
forestall:prevent foreswear:forgo foreswear:waive foretell:herald forewarn:previse foreword:preface forgo:waive
formalise:formalize formularise:formularize forswear:recant forswear:retract fort:garrison forte:specialty forth:off
forthright:frank forthwith:immediately forthwith:instantly fortify:strengthen fortunately:luckily forty:twoscore
forty:xl forward:forwards fossilise:fossilize found:launch four:iv fourteen:xiv fowl:poultry foyer:lobby
foyer:vestibule fragmentise:fragmentize fragrance:perfume fragrance:scent frambesia:yaws framework:model
frankly:honestly frantically:madly fraternise:fraternize freak:monstrosity freeing:liberation freeway:motorway
freeway:pike freeway:superhighway freeway:thruway freight:shipment frenzied:manic frenzy:hysteria frequently:often
frequently:oftentimes freshly:newly fress:gluttonise fress:gluttonize fret:fuss fret:niggle frighten:scare
frightened:scared frightening:terrible frightful:horrible frightful:horrifying fringe:periphery frog:toad
frolic:gambol frost:rime frowzled:tousled frustrate:thwart frustrated:thwarted fuddle:jumble fuddle:muddle
fuddle:welter fulfil:fulfill fumble:grope function:mapping fundamental:primal furnish:provide furnish:supply
furthermore:moreover furtive:stealthy fury:rage fuse:immix fuse:mix fusillade:volley fusion:unification fuss:niggle
futile:unavailing fuzzed:fuzzy gab:gossip gabble:prattle gabby:talkative gabby:talky gag:jest gag:joke gaga:senile
gaiety:merriment gainful:paying gait:pace gal:gallon gallantry:heroism gallantry:valor galling:irritating
galling:nettlesome galling:pestering galvanic:voltaic galvanise:galvanize galvanise:startle galvanize:startle
gambling:gaming gangrene:slough gaol:jail gape:gawk gape:gawp gape:goggle garble:warp garotte:garrote garotte:garrotte
garrote:garrotte gasoline:petrol gasp:pant gaudy:tawdry gawk:gawp gawk:goggle gawp:goggle gay:sunny gayly:happily
gayly:jubilantly gayly:merrily gaze:stare genetic:hereditary genetic:inherited genetic:transmitted genuinely:really
genuinely:truly geographic:geographical geologic:geological germinate:sprout ghastly:gruesome ghastly:macabre
ghettoise:ghettoize ghost:specter ghostlike:ghostly gibe:jibe gibelike:mocking gibelike:taunting gifted:talented
gigantic:mammoth giggle:titter gilded:gilt gilded:golden gilt:golden ginmill:saloon gip:hornswoggle gip:nobble
gip:swindle girl:missy girlish:schoolgirlish given:granted glamor:glamour glamorise:glamourize glamorize:glamourise
glamorize:romanticise glamorize:romanticize glamourise:romanticise glamourise:romanticize glance:peek glare:glower
glasses:spectacles gleam:glint gleam:glisten gleam:glitter glean:harvest glean:reap glee:hilarity glider:sailplane
glint:glisten glint:glitter glinting:glittering glisten:glitter glistening:shiny globalise:globalize glom:thieve
glorify:laud glowering:moody glowering:morose glowering:sullen glued:pasted glut:gorge glut:gormandise glut:gormandize
glut:gourmandize glut:ingurgitate glut:overeat glut:overgorge glut:overindulge gluttonise:gluttonize
glycerine:glycerol glycerolise:glycerolize gm:gram go:locomote go:move go:travel goalkeeper:goaltender goblin:hob
goddam:goddamned goo:ooze goofy:silly goofy:wacky gorge:gormandise gorge:gormandize gorge:gourmandize
gorge:ingurgitate gorge:overeat gorge:overgorge gorge:overindulge gormandise:gormandize gormandise:gourmandize
gormandise:ingurgitate gormandise:overeat gormandise:overgorge gormandise:overindulge gormandize:gourmandize
gormandize:ingurgitate gormandize:overeat gormandize:overgorge gormandize:overindulge gourmandize:ingurgitate
gourmandize:overeat gourmandize:overgorge gourmandize:overindulge govern:regularise govern:regularize
governance:organisation government:regime graded:ranked graded:stratified grading:scaling graining:woodgraining
grammatic:grammatical gran:grandma gran:grandmother gran:granny grandfather:grandpa grandma:grandmother grandma:granny
grandmother:granny granular:gritty grapevine:pipeline grappling:wrestling grateful:thankful gravely:soberly
gravestone:tombstone gray:grey gray:greyish greasy:oily greatcoat:overcoat greatest:sterling greatest:superlative
green:greenish grey:greyish grief:heartbreak grievance:grudge grim:inexorable grim:relentless grime:soil groan:moan
grok:savvy group:grouping gruesome:macabre grumbling:rumble gruntle:lenify gruntle:mollify gruntle:pacify
gruntle:placate guardian:protector guess:reckon guide:steer gummy:sticky gunfire:gunshot gunman:gunslinger
gunman:torpedo gunplay:shootout gunslinger:torpedo gush:spout gusto:relish gusto:zest hackneyed:threadbare
hackneyed:timeworn hackneyed:trite haemagglutinate:hemagglutinate haggle:higgle haired:hairy halfway:midway
hall:hallway hallmark:stylemark hallmark:trademark hallow:sanctify handbag:purse handclasp:handshaking
handcolor:handcolour handcraft:handiwork handcuff:manacle handgun:pistol hanker:yearn haphazardly:indiscriminately
haphazardly:randomly hapless:pathetic hapless:piteous hapless:poor happen:occur happening:occurrence
happily:jubilantly happily:merrily harass:harry harassed:pestered harbor:harbour hardly:scarcely
hardworking:industrious hardy:sturdy hark:harken hark:hearken harken:hearken harm:injury harm:trauma
harmonise:harmonize harshness:scratchiness harvest:reap hastily:hurriedly hatchel:heckle haughty:imperious
haughty:supercilious haughty:swaggering hauling:trucking haunted:obsessed haversack:knapsack haw:hawthorn
hawker:peddler hayfield:meadow hazard:jeopardy hazard:peril hazardous:risky hazy:misty header:heading
headmaster:schoolmaster healed:recovered healer:therapist healing:therapeutic health:wellness heap:pile
hearer:listener heated:het heater:warmer heaven:paradise heedless:unheeding hell:inferno hello:hi helping:serving
hemorrhoid:piles hence:therefore hence:thus hereafter:hereinafter hereditary:inherited hereditary:transmitted
heretofore:hitherto heroism:valor hesitant:hesitating hesitate:waver hiccough:hiccup hideaway:hideout hideous:horrific
hideous:outrageous hie:rush highland:upland highwayman:hijacker hike:hiking hillock:knoll hilly:mountainous
hinder:impede hitter:slugger hoard:stash hold:keep hold:maintain holding:retention holiday:vacation holiness:sanctity
hollering:hollo hollering:yowl hollo:yowl homeland:motherland homework:prep homicidal:murderous honest:honorable
honored:prestigious hood:punk hood:thug hornswoggle:nobble hornswoggle:swindle horrible:horrifying horrific:outrageous
hospital:infirmary hospitalise:hospitalize hostel:hostelry hostel:inn hostelry:inn hotshot:superstar hotshot:whizz
hotshot:wizard hour:hr housekeeping:housework housing:lodging hover:oscillate hover:vacillate however:nevertheless
however:nonetheless however:notwithstanding however:withal howling:marvelous howling:wonderful howling:wondrous
huff:miff huge:immense huge:vast hugely:staggeringly hugely:tremendously hugging:kissing hugging:petting hulk:whale
humanise:humanize humans:mankind humble:lowly humbug:twaddle humidify:moisturise humidify:moisturize humor:wit
humour:mood hump:jut hump:protuberance hunch:suspicion hunched:stooped hunker:squat hurler:pitcher hurrying:scurrying
hurting:pain hushed:muted hushed:subdued husk:shuck husk:stubble hybridise:hybridize hybridise:interbreed
hybridize:interbreed hydrolise:hydrolize hydrolyse:hydrolyze hydroplane:seaplane hygienise:hygienize
hygienise:sanitise hygienise:sanitize hygienize:sanitise hygienize:sanitize hyperbolic:inflated
hyperbolise:hyperbolize hyperbolise:overstate hyperbolize:overstate hypnotise:hypnotize
hypophysectomise:hypophysectomize hypostatise:hypostatize hypothesise:hypothesize hypothesise:speculate
hypothesise:theorise hypothesise:theorize hypothesize:speculate hypothesize:theorise hypothesize:theorize
icebox:refrigerator idea:thought idealise:idealize ideate:imagine identical:indistinguishable idiom:parlance
idiot:imbecile idolise:idolize idolise:revere idolize:revere idolized:worshipped ignited:kindled ignore:snub
ignored:neglected ignored:unheeded ii:two iii:three ill:sick illegalise:illegalize illegalise:outlaw illegalize:outlaw
illegitimate:outlawed illness:sickness illume:illuminate illume:illumine illuminate:illumine illuminated:lit
illustrious:noted illustrious:renowned imagery:imaging imaginative:inventive imbalance:unbalance imbed:implant
imbue:permeate imbue:pervade imitate:simulate immaculate:spotless immaterialise:immaterialize
immaterialise:unsubstantialise immaterialise:unsubstantialize immaterialize:unsubstantialise
immaterialize:unsubstantialize immediately:instantly immense:vast immensely:vastly immerse:plunge imminent:impending
immingle:intermingle immingle:intermix immix:mix immobilise:immobilize immortalise:immortalize immunise:immunize
immure:imprison immure:incarcerate imp:pixie impasse:stalemate impasse:standstill imperil:jeopardise
imperil:jeopardize imperil:threaten imperious:supercilious imperious:swaggering implike:mischievous implike:puckish
imploring:pleading imposing:noble imposing:stately imposition:infliction impotence:impotency impoverished:needy
imprecation:malediction impression:notion imprison:incarcerate imprisoned:jailed improbable:unlikely improve:meliorate
improvise:improvize improvised:makeshift impudent:insolent inadvertence:oversight inadvertently:unwittingly
incensed:indignant incensed:outraged incentive:inducement incertain:uncertain incipience:incipiency incisive:keen
incisive:penetrating incisive:piercing incite:motivate incite:prompt inclination:tendency incline:tend
incomprehensible:inexplicable inconceivable:unimaginable incorporate:integrate incorporated:integrated
incorporated:merged incorporated:unified incorrect:wrong increasingly:progressively incredible:unbelievable
incriminate:inculpate inculcate:infuse indecent:untoward indecision:irresolution indefatigable:tireless
indefensible:untenable indentation:indenture indescribable:ineffable indescribable:unspeakable
indescribable:untellable indignant:outraged indignation:outrage indiscriminately:randomly indite:write
individual:person individual:somebody individual:someone individualise:individualize individualism:individuality
individualized:personalized individually:separately indoors:inside induction:initiation industrialise:industrialize
ineffable:unspeakable ineffable:untellable inescapable:unavoidable inescapably:unavoidably inevitably:needs
inexorable:relentless infamous:notorious infected:septic infective:pathogenic infertile:sterile infertile:unfertile
infest:overrun inflow:influx info:information infract:transgress infuriating:maddening ingeminate:iterate
ingeminate:reiterate ingeminate:repeat ingeminate:restate inglorious:shameful ingurgitate:overeat
ingurgitate:overgorge ingurgitate:overindulge inhabit:live inhabit:populate inherent:integral inherited:transmitted
inhibit:suppress inhibitory:repressive inhume:inter initialise:initialize injury:trauma innate:unconditioned
innumerable:multitudinous innumerable:myriad innumerable:unnumbered inoculation:vaccination inquisitive:wondering
inscription:lettering inscrutable:mysterious insistence:insisting insistent:repetitive inspire:invigorate
instal:install installation:installing instant:trice instill:transfuse institutionalise:institutionalize
instruct:teach instructor:teacher instrumentalist:musician insularity:insulation insulting:scornful
insurrection:revolt insurrection:uprising intake:uptake integrated:merged integrated:unified integrating:integration
integrity:unity intelligible:understandable intention:purpose intentionally:purposely interactive:synergistic
intercede:liaise intercede:mediate interconnect:interlink interfering:meddling interiorise:interiorize
interiorise:internalise interiorise:internalize interiorize:internalise interiorize:internalize interlace:intertwine
interlace:lace interlace:twine interlocking:interwoven intermingle:intermix intern:interne internalise:internalize
internationalise:internationalize interpreted:taken interrelation:interrelationship interrogation:interrogative
intertwine:lace intertwine:twine interweave:weave intolerable:unbearable intolerable:unendurable intoxicate:uplift
intransitivise:intransitivize intrude:irrupt invalidate:nullify invaluable:priceless inveigle:wheedle
investigator:researcher investing:investment involvement:participation iodise:iodize ionise:ionize irksome:tedious
irksome:tiresome irksome:wearisome ironic:wry irony:sarcasm irony:satire irrespective:regardless
irritability:petulance irritable:peevish irritably:petulantly irritably:testily irritate:rile irritate:vex
irritated:pissed irritated:stung irritating:nettlesome irritating:pestering ism:philosophy isomerise:isomerize
issuance:issuing italicise:italicize iterate:reiterate iterate:repeat iterate:restate ivory:tusk ix:nine jab:poke
jabbing:poking jabbing:thrusting jactitate:thresh jaded:wearied jaguar:panther jammed:packed jangle:jingle
jaunt:outing jaunty:spruce jawbone:jowl jeep:landrover jeer:scoff jeopardise:jeopardize jeopardise:threaten
jeopardize:threaten jeopardy:peril jerk:yank jerking:jerky jest:joke jewellery:jewelry jimdandy:jimhickey jimmy:prise
jimmy:pry job:occupation jocose:jocular jocose:joking jocular:joking jog:ramble joggle:wiggle john:lavatory john:privy
john:toilet jolly:jovial jolly:merry jolt:jounce journey:journeying jovial:merry jubilant:triumphant
jubilantly:merrily jukebox:nickelodeon jumble:muddle jumble:welter jump:leap jumpy:restive juncture:occasion
junk:rubble just:merely just:only just:simply justify:warrant justly:rightly justness:nicety jut:protuberance
jutting:projected jutting:projecting jutting:protruding jutting:sticking keen:penetrating keen:piercing
keenness:sharpness keep:maintain keepsake:souvenir keratinise:keratinize ki:qi kibbitz:kibitz kid:youngster
killer:slayer kilometer:kilometre kilometer:km kilometre:km kind:sort kingdom:realm kink:rick kink:wrick kiss:snog
kissing:petting knap:rap kotow:kowtow lab:laboratory labeled:labelled labeled:tagged labelled:tagged
labialise:labialize labor:labour labor:proletariat labour:proletariat labyrinth:maze lace:twine laden:ladened
laden:loaded ladened:loaded laggard:trailer lagoon:laguna laicise:laicize lallygag:loiter lallygag:lollygag
lallygag:tarry lam:scarper lambast:lambaste lampoon:satirise lampoon:satirize lanky:rangy lappet:wattle
lapsed:nonchurchgoing largely:mostly larn:learn lash:trounce lash:whip lasting:permanent lately:recently
later:subsequently lather:soapsuds lather:suds lavatory:privy lavatory:toilet lay:put lay:set lb:pound leading:prima
leading:starring leading:stellar leakage:outflow lean:tilt leaning:tilted lease:letting ledger:leger legalise:legalize
legalise:legitimatise legalise:legitimatize legalise:legitimise legalise:legitimize legalize:legitimatise
legalize:legitimatize legalize:legitimise legalize:legitimize legitimatise:legitimatize legitimatise:legitimise
legitimatise:legitimize legitimatize:legitimise legitimatize:legitimize legitimise:legitimize lei:wreath
lengthening:perpetuation lengthening:prolongation lengthy:prolonged lenify:mollify lenify:pacify lenify:placate
lessened:weakened letter:missive lexicalise:lexicalize ley:pasture liaise:mediate lieu:stead lifelike:vivid
lifespan:lifetime lifted:upraised likeness:similitude likewise:similarly limbo:oblivion limitation:restriction
limiting:restricting limo:limousine lineage:pedigree linearise:linearize lingual:linguistic link:relate
lionise:lionize liquidate:neutralise liquidise:liquify liquor:spirits list:listing liter:litre literalise:literalize
lithe:supple little:small live:populate load:loading loads:lots loads:scores loads:stacks loads:tons loads:wads
lobby:vestibule lobscouse:lobscuse locale:locus locale:venue localise:localize locality:neighborhood
locality:neighbourhood locality:vicinity located:placed located:situated loco:nuts locomote:move locomote:travel
locus:venue logistic:logistical loiter:lollygag loiter:tarry lollygag:tarry lone:lonely longing:yearning
looking:sounding lookout:picket lookout:sentinel lookout:sentry loot:pillage loot:plunder lot:mint lot:slew
lots:scores lots:stacks lots:tons lots:wads lousy:rotten lousy:stinking lukewarm:tepid lulu:mantrap lumber:timber
lunch:luncheon lurch:stagger lurk:skulk luscious:voluptuous lush:profuse lush:riotous luster:splendor
lyophilise:lyophilize ma:mama ma:mamma ma:mom ma:momma ma:mommy ma:mummy mac:mack macadamise:macadamize
machinist:mechanic madman:maniac maestro:master mag:magazine magnetise:mesmerise magnetise:mesmerize
magnificently:splendidly main:principal mainly:primarily mainly:principally maintenance:upkeep malaise:unease
maleness:masculinity malice:spite malingering:skulking malnourish:undernourish maltreat:mistreat
malversate:misappropriate malversate:peculate mama:mamma mama:mom mama:momma mama:mommy mama:mummy mamma:mom
mamma:momma mamma:mommy mamma:mummy manage:negociate mangled:torn manifestly:obviously manifestly:plainly manner:mode
manner:style manner:way manoeuvre:tactic manpower:men manpower:workforce marbleise:marbleize margin:perimeter
marginalise:marginalize maritime:nautical mark:tag marked:pronounced market:marketplace marketing:merchandising
marketing:selling marquee:pavilion marriage:matrimony marry:wed martyrise:martyrize marvelous:wonderful
marvelous:wondrous marvelously:superbly marvelously:wonderfully marvelously:wondrously masculinise:virilise
masculinise:virilize mash:squash mash:squeeze masterly:virtuoso matching:twin matching:twinned material:stuff
materialise:materialize maternity:pregnancy math:mathematics mating:pairing matt:matte maturation:ripening
maul:sledgehammer maverick:unorthodox maximal:maximum maybe:perhaps maybe:possibly meander:thread measure:mensurate
measurement:measuring mechanise:mechanize mechanise:motorise mechanize:motorise medalist:medallist meditate:mull
meditate:muse meditate:ponder meditative:pensive meditative:reflective melanise:melanize melodious:tuneful
melodise:melodize melody:tune memo:memorandum memorialise:memorialize memorise:memorize men:workforce menace:threat
menacing:ominous menacing:sinister menacing:threatening mend:repair mentality:outlook mention:refer meow:miaou
meow:miaow mercerise:mercerize merchandise:product merchandising:selling mercurial:quicksilver merely:only
merely:simply merge:unify merged:unified merger:uniting mesmerise:mesmerize mess:muss metabolise:metabolize
metalize:metallize metamorphose:transmogrify metastasise:metastasize meter:metre metricise:metricize metro:subway
mewl:pule mewl:whimper mg:milligram miaou:miaow microphone:mike midday:noon milieu:surroundings militant:warlike
militarise:militarize militia:reserves milky:whitish milliliter:ml millimeter:mm mimeo:mimeograph min:minute
mincing:prim mind:psyche miniaturise:miniaturize minimal:minimum minimise:understate minister:parson minister:pastor
minister:rector ministration:succor ministration:succour mint:slew minutes:transactions misapply:misuse
misapprehend:misconceive misapprehend:misconstrue misapprehend:misunderstand misappropriate:peculate
misbehave:misdemean misbehavior:misdeed miscalculate:misestimate miscall:misname miscellaneous:mixed
miscellaneous:motley miscellaneous:sundry mischief:shenanigan mischievous:puckish misconceive:misconstrue
misconceive:misunderstand misconstrue:misunderstand misdemeanor:violation misdirect:vitiate misery:wretchedness
misgiving:qualm misguide:mislead mishandle:spoil misinterpretation:mistaking misinterpretation:misunderstanding
mislay:misplace mispronounce:misspeak mistaking:misunderstanding mitigate:palliate mixed:motley mixed:sundry
mob:rabble mobile:nomadic mobile:wandering mockery:scoffing mocking:taunting mode:style mode:way moderately:pretty
moderately:reasonably moil:toil moisturise:moisturize mold:mould molded:shaped molded:wrought molder:moulder
molder:rot mollify:pacify mollify:placate molt:moult mom:momma mom:mommy mom:mummy momma:mommy momma:mummy mommy:mummy
monetise:monetize monger:trader mongrelise:mongrelize moniker:nickname mono:monophonic monologuise:monologuize
monologuise:soliloquise monologuise:soliloquize monologuize:soliloquise monologuize:soliloquize monopolise:monopolize
monumentalise:monumentalize moody:morose moody:sullen moonlight:moonshine moralise:moralize morose:sullen
mortice:mortise mortician:undertaker motionless:static motivate:prompt motivation:motive motley:sundry motorway:pike
motorway:superhighway motorway:thruway motto:shibboleth motto:slogan moulder:rot move:travel moved:stirred movie:pic
muddle:welter muffle:stifle mull:muse mull:ponder multitudinous:myriad multitudinous:unnumbered mumble:mussitate
mumble:mutter mundane:unremarkable munition:weaponry murmuring:muttering murphy:potato murphy:spud muse:ponder
mush:pulp musing:reflection mussitate:mutter mutant:mutation mute:unspoken muted:subdued mutely:silently
mutely:wordlessly myofibril:myofibrilla myriad:unnumbered mystify:nonplus mystify:perplex mystify:puzzle
mythical:mythological mythicise:mythicize mythologise:mythologize nagging:shrewish naked:nude nameless:unnamed
napkin:serviette narcotise:narcotize narration:narrative narration:story narration:tale narrative:story narrative:tale
narrator:storyteller nasalise:nasalize nationalism:patriotism naught:nix naught:nothing naught:zero nauseated:sickish
necessitate:need necessitate:require necrose:sphacelate need:require needed:required neglected:unheeded
negotiation:talks neigh:nicker neigh:whicker neighbor:neighbour neighborhood:neighbourhood neighborhood:vicinity
neighbourhood:vicinity nestle:nuzzle nestle:snuggle nestled:snuggled net:nett nettlesome:pestering
nevertheless:nonetheless nevertheless:notwithstanding nevertheless:withal news:tidings newsman:reporter nicker:whicker
nictate:nictitate night:nighttime nightfall:twilight nip:pinch nipple:teat nitrogenise:nitrogenize nix:nothing
nix:zero nobble:swindle noble:stately nomadic:wandering nomenclature:terminology non:not nonetheless:notwithstanding
nonetheless:withal nonplus:perplex nonplus:puzzle normalise:normalize normally:ordinarily normally:usually
northward:northwards northwest:northwestern notable:noteworthy notarise:notarize note:remark noted:renowned
nothing:zero notice:observe notification:presentment notwithstanding:withal nourishment:sustenance novelise:novelize
nuance:subtlety nudge:prod null:void nutrient:nutritive nuzzle:snuggle oath:swearing objection:remonstrance
objectionable:obnoxious obligation:responsibility obnubilate:obscure observance:watching obstinate:stubborn
obstinately:stubbornly obturate:occlude obviously:plainly occidentalise:occidentalize occidentalise:westernise
occidentalise:westernize occidentalize:westernise occidentalize:westernize occupancy:tenancy occupant:resident
ocular:optic odorize:odourise offended:pained officialise:officialize offsaddle:unsaddle often:oftentimes ok:okay
ominous:sinister ominous:threatening only:simply opalise:opalize opposition:resistance optimal:optimum
optimise:optimize opulent:princely opulent:sumptuous oracle:prophet orator:rhetorician ordinance:regulation
ordinarily:usually orientalise:orientalize origin:source originate:uprise orthophosphate:phosphate oscillate:vacillate
ostensibly:seemingly ostracise:ostracize outbalance:overbalance outbalance:preponderate outdo:outmatch
outdo:outperform outdo:outstrip outface:outstare outlast:outlive outlay:spending outmaneuver:outmanoeuvre
outmatch:outperform outmatch:outstrip outperform:outstrip outrival:outvie outset:showtime outsmart:outwit
outstay:overstay overact:overplay overbalance:preponderate overcapitalise:overcapitalize overclothe:overdress
overcrop:overcultivate overdramatise:overdramatize overeat:overgorge overeat:overindulge overemphasise:overemphasize
overemphasise:overstress overemphasize:overstress overestimate:overrate overextend:overstrain overfatigue:overtire
overfatigue:overweary overgeneralise:overgeneralize overgorge:overindulge overly:too overmaster:overpower
override:overrule overriding:paramount oversee:superintend oversee:supervise overspecialise:overspecialize
overthrow:subvert overtire:overweary overwhelm:whelm owner:proprietor oxidate:oxidize oxygenise:oxygenize
ozonise:ozonize pa:papa pacify:placate pacing:tempo package:packet pact:treaty paganise:paganize pains:striving
pal:sidekick palatalise:palatalize palsy:paralysis palter:prevaricate palter:tergiversate pander:pimp pander:procurer
pang:twinge panic:terror panicked:terrified panorama:vista papacy:pontificate papal:pontifical paralyse:paralyze
parched:scorched parched:sunbaked parody:spoof parson:pastor parson:rector parsonage:rectory part:portion
partially:partly particular:special particularise:particularize partner:spouse passage:transition past:yesteryear
pastelike:pasty pasteurise:pasteurize pastor:rector patch:speckle pathetic:piteous pathetic:poor patinate:patinise
patinate:patinize patinise:patinize patio:terrace patronize:sponsor patsy:sucker patter:spiel pauperise:pauperize
peal:pealing pecs:pectoral pecs:pectoralis pectoral:pectoralis peculiar:rum peddle:vend pee:piddle pee:urine
penalise:penalize penalise:punish penalize:punish penalty:punishment penance:repentance penetrating:piercing
pensive:reflective peptidase:protease peptise:peptize perceived:sensed percent:percentage perch:roost
perfectly:utterly perforate:pierced perforate:punctured performing:playacting perfume:scent perhaps:possibly
permeate:pervade permute:transpose perpetual:unending perpetuation:prolongation perplex:puzzle persistency:tenacity
person:somebody person:someone personalise:personalize perspective:view perspiration:sweat perspire:sudate
perturb:unhinge perusal:studying pester:tease petite:tiny petulantly:testily phase:stage philander:womanise
philander:womanize philosophic:philosophical philosophise:philosophize phlebotomise:phlebotomize phone:telephone
phonemics:phonology photo:photograph photosensitise:photosensitize phraseology:wording physiognomy:visage piazza:plaza
picket:sentinel picket:sentry piddle:urine pier:wharf pierced:punctured pike:superhighway pike:thruway pilfer:purloin
pilfer:snarf pillage:plunder pimp:procurer pissed:stung pitch:toss piteous:poor pitiable:pitiful pitiless:remorseless
pitiless:ruthless pivot:swivel placard:poster placard:posting place:spot placed:situated placid:tranquil
plagiarise:plagiarize plant:works plasticise:plasticize playact:roleplay pledged:sworn plenitude:plenty
plight:predicament plod:trudge plug:stopple pluralise:pluralize podium:pulpit podium:rostrum poetise:poetize
poetise:versify poetize:versify poetry:verse poignant:touching poking:thrusting polarise:polarize poleax:poleaxe
polemicise:polemicize polemicise:polemise polemicise:polemize polemicize:polemise polemicize:polemize
polemise:polemize politicise:politicize pollenate:pollinate polychromise:polychromize polymerise:polymerize
pommel:pummel popularise:popularize popularise:vulgarise popularise:vulgarize popularize:vulgarise
popularize:vulgarize porn:pornography portend:presage portrait:portrayal posing:sitting poster:posting
postpone:prorogue postpone:shelve potato:spud potpourri:variety pounce:swoop powdered:powdery powdered:pulverized
powderise:powderize powdery:pulverized power:powerfulness practiced:proficient practiced:skillful practise:rehearse
prance:swagger prance:tittup preachify:sermonise preachify:sermonize preaching:sermon preassemble:prefabricate
precede:predate precedence:priority precious:treasured preclude:prevent predatory:raiding predict:prognosticate
predominance:predomination predominant:prevailing predominant:prevalent predominate:prevail preferable:preferred
prehend:seize prelate:primate premier:prime premise:premiss preparative:preparatory present:show presently:soon
preserve:uphold pressing:urgent pressurise:pressurize pretence:pretension pretending:pretense pretty:reasonably
prevailing:prevalent prevaricate:tergiversate prey:quarry prima:starring prima:stellar primarily:principally
princely:sumptuous print:publish prioritise:prioritize prise:pry privatise:privatize privy:toilet probing:searching
procedure:process proceeding:proceedings proceeds:takings procrastination:shillyshally procreative:reproductive
procure:secure prodigious:stupendous prof:professor professionalise:professionalize proficient:skillful profit:profits
profuse:riotous profusion:richness programming:scheduling prohibit:proscribe prohibited:taboo project:task
project:undertaking projected:projecting projected:protruding projected:sticking projecting:protruding
projecting:sticking prologise:prologize prologise:prologuize prologize:prologuize prolong:protract prom:promenade
prominent:salient promotion:publicity propagandise:propagandize prophesy:vaticinate proportionally:proportionately
propose:suggest prorogue:shelve proselytise:proselytize protagonist:supporter protruding:sticking proved:proven
provide:supply provider:supplier province:state provision:proviso provisional:tentative prurient:salacious
psychic:psychical psychoanalyse:psychoanalyze ptyalise:ptyalize ptyalise:spew ptyalise:spit ptyalise:spue
ptyalize:spew ptyalize:spit ptyalize:spue puke:skunk pule:whimper pullulate:swarm pullulate:teem pulpit:rostrum
pulsation:pulse pulsation:pulsing pulse:pulsing punk:thug pup:whelp pupil:student purely:strictly purloin:snarf
purportedly:supposedly pussyfoot:sneak put:set quail:recoil quail:wince quantise:quantize quash:repress quash:subdue
quash:subjugate quell:squelch quench:slake quickly:rapidly quickly:speedily quiesce:quieten quietly:softly
racecourse:racetrack raddle:ruddle radical:ultra rail:railing railroad:railway rails:runway rain:rainfall raja:rajah
rancor:resentment randomise:randomize range:scope ranked:stratified ransack:reave rape:ravish raped:ravaged
raped:sacked rapidly:speedily rarely:seldom rascal:rogue rase:raze rating:valuation rattler:rattlesnake ravaged:sacked
reabsorb:resorb react:respond reactivity:responsiveness realign:realine realised:realized reallocate:reapportion
really:truly reanimate:recreate reanimate:revivify reanimate:vivify reasonable:sensible reassess:reevaluate
reassign:transfer rebound:ricochet rebuke:scold rebut:refute recall:recollect recall:remember recant:retract
recede:retreat recede:withdraw receipts:revenue recharge:reload recital:yarn reclaim:repossess reclaimed:rescued
reclamation:renewal recoil:wince recollect:remember recollection:remembrance reconnoiter:reconnoitre reconnoiter:scout
reconnoitre:scout reconstitute:restructure recover:regain recover:retrieve recreate:revivify recreate:vivify
recurrent:repeated red:reddish red:scarlet reddish:scarlet redemption:salvation redevelopment:renovation
redhead:redheader redo:refashion redo:remake reenforce:reinforce reexamine:review ref:referee refashion:remake
refill:replenish reflectorise:reflectorize regain:retrieve regorge:retch regorge:upchuck regorge:vomit
regroup:reorganise regularise:regularize reharmonise:reharmonize rehear:retry reinforced:strengthened reissue:reprint
reiterate:repeat reiterate:restate relativise:relativize relaxing:reposeful relevance:relevancy religious:spiritual
relish:zest rely:trust remain:stay remainder:rest remarkable:singular remarkably:unusually rematch:replay
remilitarise:remilitarize remold:remould remorseless:ruthless remuneration:salary remuneration:wage rend:rip rend:rive
rendering:rendition rending:ripping rending:splitting renege:revoke renegociate:renegotiate renormalise:renormalize
reorganisation:reorganization reorient:reorientate repeal:rescind repeat:restate rephrase:reword replacement:replacing
reposition:warehousing repress:subdue repress:subjugate reprieve:respite reprise:reprize reprocess:reuse
repugnance:revulsion resign:vacate resin:rosin resonant:resounding resound:reverberate resplendent:splendid
result:upshot resurgence:revival resurrect:upraise resuscitate:revive retaliation:revenge retardation:slowing
retch:upchuck retch:vomit retreat:withdraw retrovert:revert reveal:uncover revealing:telling revealing:telltale
reverence:venerate revile:vilify revile:vituperate revivify:vivify revolt:uprising revolve:rotate reward:wages
rhapsodise:rhapsodize rhino:rhinoceros rhumba:rumba rhythmic:rhythmical rick:wrick rickety:shaky rickety:wobbly
rigorous:strict rile:vex rip:rive ripping:splitting ritualise:ritualize riverbank:riverside roadside:wayside roam:rove
roam:stray roam:wander roaring:thunder rock:stone rocky:stony rollick:romp rollick:skylark romanticise:romanticize
romp:skylark rotten:stinking roughneck:ruffian rove:stray rove:wander rover:wanderer rubberise:rubberize
rubberlike:rubbery rubbish:trash ruffle:undulate ruggedise:ruggedize rumor:rumour rundown:summation runner:smuggler
rupture:tear saber:sabre sadness:unhappiness salary:wage salesgirl:saleslady sallow:sickly saltwater:seawater
salvage:save sanitise:sanitize sarcasm:satire sass:sassing sate:satiate satiric:satirical satirise:satirize
satisfice:satisfise savage:vicious say:tell scamper:scurry scamper:scuttle scamper:skitter scandalise:scandalize
scattering:sprinkling scheme:strategy schlep:shlep schmoose:schmooze schnorr:shnorr schoolmarm:schoolmistress
scoot:scud scorch:sear scorched:sunbaked scores:stacks scores:tons scores:wads scoundrel:villain scranch:scraunch
scrawny:skinny screak:screech screak:skreak screak:squeak scream:yell screech:skreak screech:squeak screechy:squeaky
screening:showing screening:viewing scroll:whorl scrutinise:scrutinize scuffle:tussle sculpted:sculptured
scurry:scuttle scurry:skitter scuttle:skitter seafarer:seaman seahorse:walrus sealing:waterproofing seating:seats
secern:secernate seclude:sequestrate sectionalise:sectionalize secularise:secularize seesaw:teetertotter seller:vendor
semi:semifinal sensibilise:sensibilize sensibilise:sensify sensibilise:sensitize sensibilize:sensify
sensibilize:sensitize sensify:sensitize sentimentise:sentimentize sentinel:sentry sequential:serial
sequential:successive serenity:tranquility serial:successive serialise:serialize seriousness:sincerity
sermonise:sermonize serpent:snake server:waiter seven:vii severalise:severalize sexualise:sexualize shack:shanty
shades:sunglasses shadowed:shadowy shaky:wobbly shallowness:superficiality shamanise:shamanize shamble:shuffle
shaped:wrought shareholder:stockholder shaved:shaven shibboleth:slogan shivering:trembling shock:stupor
shoelace:shoestring shooting:shot shop:store shopkeeper:storekeeper shopkeeper:tradesman shorts:trunks shouted:yelled
showing:viewing shred:whit shredded:sliced shriek:shrieking shrink:shrivel shrink:wither shrivel:wither shuck:stubble
shy:unsure shyly:timidly sidetrack:siding sigh:suspire signal:signaling signalise:signalize silently:wordlessly
silly:wacky sin:sinfulness sinful:ungodly singe:swinge singer:vocalist singularise:singularize singularity:uniqueness
sinister:threatening siphon:syphon sis:sister siss:sizz six:vi sixteen:xvi skreak:squeak skreigh:squawk slabber:slaver
slanted:slanting slanted:sloping slanting:sloping sled:sledge sled:sleigh sledge:sleigh sleep:slumber
sleepwalk:somnambulate slender:slim slenderise:slenderize slightly:somewhat sliver:splinter slop:spill slosh:splosh
slue:swerve slue:veer sly:wily smashed:soaked smitten:struck smothered:stifled smothered:strangled
smothering:suffocating smut:soot snap:snarl snicker:snigger sniffle:snuffle snivel:sniveling snow:snowfall
soapsuds:suds social:societal socialise:socialize socialist:socialistic sod:sward sod:turf sodomise:sodomize
soiled:unclean solarise:solarize soldiery:troops solemnise:solemnize soliloquise:soliloquize somber:sombre
somebody:someone someplace:somewhere somersault:somersaulting sonority:vibrancy sorcerise:sorcerize
sovietise:sovietize spat:squabble spatter:splatter spatter:splutter spatter:sputtering spec:specification
specialised:specialized specify:stipulate spectacular:striking spectator:viewer spectator:watcher speculate:theorise
speculate:theorize speed:velocity spell:trance spellbind:transfix spew:spit spew:spue spire:steeple
spiritise:spiritize spiritualise:spiritualize spirt:spurt spit:spue splatter:splutter splatter:sputtering
splutter:sputtering spondaise:spondaize sportsman:sportswoman sprawling:straggling spring:springtime spur:urging
squall:waul squall:wawl squander:waste squash:squeeze squirm:twist squirm:wriggle squirm:writhe stabbing:wounding
stacks:tons stacks:wads staggering:stupefying staggeringly:tremendously staircase:stairway stairs:steps
stalemate:standstill stalinise:stalinize stammer:stutter stamp:stomp standard:touchstone standpoint:viewpoint
starring:stellar starved:starving stealing:theft sterile:unfertile sterilise:sterilize sterling:superlative
stifled:strangled stigmatise:stigmatize stimulant:stimulus stoic:stoical storekeeper:tradesman story:tale
straighten:unbend strangle:strangulate stray:wander streetcar:trolley stringy:wiry style:way stylemark:trademark
stylise:stylize stymie:stymy subdue:subjugate subject:theme subject:topic sublease:sublet submerge:submerse
submerged:underwater subordinate:underling subsidiary:supplemental subsidiary:supplementary suburbanise:suburbanize
subvent:underwrite subvocalise:subvocalize succor:succour suitable:suited sulfurette:sulphurette summerise:summerize
sunburn:suntan sunburn:tan sunlight:sunshine suntan:tan suntanned:tanned super:topnotch super:tops
superbly:wonderfully superbly:wondrously supercede:supersede supercede:supplant supercilious:swaggering
superhighway:thruway superintend:supervise supersede:supplant superstar:whizz superstar:wizard supervising:supervision
supplemental:supplementary surpassing:transcendent swaddle:swathe swagger:tittup sward:turf swarm:teem swart:swarthy
sweetheart:sweetie swerve:veer swinging:swingy swirl:twiddle swirl:twirl swirl:whirl swish:swosh swollen:vain
swoosh:whoosh syllabicate:syllabify syllabicate:syllabise syllabicate:syllabize syllabify:syllabise
syllabify:syllabize syllabise:syllabize syllogise:syllogize symmetric:symmetrical symmetrise:symmetrize
sympathise:sympathize symphonise:symphonize sync:synchronize synchronism:synchrony syncretise:syncretize
synthesise:synthesize systematise:systematize systematise:systemise systematise:systemize systematize:systemise
systematize:systemize systemise:systemize tabularise:tabularize tabularise:tabulate tabularize:tabulate
tactile:tactual talkative:talky tantalise:tantalize tantalise:taunt tantalize:taunt tapered:tapering task:undertaking
tax:taxation tearing:vehement tedious:tiresome tedious:wearisome teen:teenage teensy:wee telecom:telecommunication
telepathise:telepathize telling:telltale temporise:temporize tenderise:tenderize territorialise:territorialize
terrorise:terrorize tertiary:third tested:tried thaw:unfreeze thaw:unthaw theater:theatre theme:topic
thenceforth:thereafter theologise:theologize theorise:theorize therefore:thus thirteen:xiii thoriated:tittering
thou:thousand threadbare:timeworn threadbare:trite tick:ticking timeworn:trite tink:tinkle tiredly:wearily
tiresome:wearisome tiring:wearing tiring:wearying titillate:vellicate titivate:tittivate tons:wads topnotch:tops
topographic:topographical topple:tumble tormented:tortured totalise:totalize totally:wholly tournament:tourney
tracking:trailing tram:tramway tranquilize:tranquillise tranquilize:tranquillize tranquillise:tranquillize
transistorise:transistorize transitivise:transitivize transmission:transmitting transpirate:transpire
transversally:transversely traumatise:traumatize traveler:traveller traveling:travelling trepan:trephine trey:triad
trey:trinity trey:trio triad:trinity triad:trio trichrome:tricolor trinity:trio triumph:victory trivialise:trivialize
trounce:whip tsk:tut tube:tubing tumor:tumour tumult:uproar tumultuous:turbulent twelve:xii twenty:xx twiddle:twirl
twiddle:whirl twin:twinned twirl:whirl twirp:twit twist:wriggle twist:writhe twisting:winding twoscore:xl
typewriting:typing tyrannise:tyrannize ulcer:ulceration ululate:wail ululate:yaup unaccountable:unexplainable
unambiguously:unequivocally unanswered:unrequited unbearable:unendurable unbeaten:unconquered unbrace:unlace
unbrace:untie uncanny:weird uncase:undress uncertainly:unsteadily uncloak:unmask underachieve:underperform
underact:underplay underbrush:underwood underestimate:undervalue underline:underscore uneconomical:wasteful
unfair:unjust unfaltering:unshakable unfaltering:unwavering unfortunately:unluckily unfreeze:unthaw unharmed:unhurt
unharmed:unscathed unhurt:unscathed uniformise:uniformize unimpeachably:unquestionably unionise:unionize
unique:unparalleled unitise:unitize universalise:universalize universe:world unknot:unpick unknot:unravel unlace:untie
unlax:unstrain unloose:unloosen unlovely:unpicturesque unnecessary:unneeded unnerve:unsettle unobtainable:unprocurable
unpick:unravel unreflective:unthinking unroll:unwind unshakable:unwavering unshaved:unshaven unsloped:upright
unspeakable:untellable unsubstantialise:unsubstantialize untested:untried up:upward up:upwards upchuck:vomit
upward:upwards usage:utilization use:utilise use:utilize utilise:utilize vale:valley vandalise:vandalize
vascularise:vascularize vasectomise:vasectomize velour:velours veranda:verandah verbalise:verbalize vernal:youthful
verve:vitality viable:workable vibrant:vivacious victimise:victimize victorious:winning viewer:watcher
vilify:vituperate virilise:virilize vitalise:vitalize vitaminise:vitaminize volatilise:volatilize volition:will
vowelise:vowelize vulcanise:vulcanize vulgarise:vulgarize wag:waggle wail:yaup wallop:whack wallop:wham wallop:whop
war:warfare washbasin:washbowl waul:wawl wearing:wearying weightlift:weightlifting welch:welsh westernise:westernize
westward:westwards whack:wham whack:whop wham:whop whatever:whatsoever wherefore:why whir:whirr whir:whirring
whirr:whirring whiskey:whisky whizz:wizard winter:wintertime winterise:winterize womanise:womanize wonderful:wondrous
wonderfully:wondrously wrawl:yammer wriggle:writhe yack:yak yahoo:yokel yap:yelp year:yr yellow:yellowish yelping:yip
""".split()
)
SYNONYMS = frozenset(frozenset(pair.split(":")) for pair in _SYNONYMS)
