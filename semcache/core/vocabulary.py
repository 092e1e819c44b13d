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
ablation abnormality abode abolition abolitionist aborigine abortion abreaction abridgment abruptness abscess abscissa
absence absenteeism absorbency absorption abstention abstraction abstractionism abstruseness absurdity abundance abyss
acacia academia academicianship academy acceleration accelerator accent accenting acceptance access accessibility
accession accessory accident accommodation accompaniment accomplice accomplishment accordance accordion account
accountability accountant accounting accouterment accreditation accretion acculturation accumulation accuracy
accusation accused ace acetone acetonemia achievement acid acidity acolyte acquaintance acquiescence acquiring
acquisition acre acreage acres acrobatics acronym act acting actinometer action activation activism activity actor
actress actuality ad adaptation addict addiction addition additive adenoma adequacy adherence adherent adhesive adieu
adios adjective adjournment adjudication adjunct adjustment adjutant administration administrator admiral admiralty
admiration admirer admission admonition ado adobe adolescence adonis adoption adrenaline adroitness adulation adult
adulterer adultery adulthood advancement advantage advent adventure adventurer adverb adversary adversity
advertisement advertising advice advisability adviser advisor advocacy aegis aeon aeration aerator aerodrome
aeronautics aerosol aerospace aesthetics affair affairs affection affidavit affiliate affiliation affinity affirmation
affluence affront afghan aftereffect afterlife aftermath afternoon agate age agency agenda agent agglomeration
agglutination agglutinin aggregation aggregator aggression aggressiveness aggressor agitation agony agreement
agriculture ague ai aide ailment aimlessness air airbus aircraft airfield airflow airframe airing airlift airline
airplane airport airs airship airspace airspeed airway aisle ala alabaster alarm album albumin alchemy alcohol
alcoholism alderman ale alerting alertness alexia algae algebra algorithm alias alibi alienation alignment aliquot
alkali alkylbenzenesulfonate allegation allegiance allegory alley alleyway alliance allies alligator allocation
allotment allowance alloy allusion ally almond aloes aloneness aloofness alpha alphabet altar alteration altercation
altering alternative altitude altruism aluminium aluminum alumnus alundum alveolus amalgamation amateur amateurishness
amazement amazon ambassador ambiance ambiguity ambition ambulance ambuscade ambush amelia amendment amenities
aminomethane amir amity ammo ammonia ammoniac ammunition amnesia amnesty amorist amount amour amp amphibology
amplification amplifier amplitude amulet amusement ana anachronism anaconda anaesthesia analogue analogy analysis
analyst analyticity analyzer anaplasmosis anarchist anarchy anastomosis anatomy ancestor ancestry anchorage andrena
android anecdote anemia angel angelica anger angle angst anguish animal animation animator anime animosity anion
anionic ankle anna annals annex annexation annihilation anniversary announcement announcer annoyance annum anode
anomaly anomie anonymity anorexia ant antagonism antagonist anteater antecedent antelope antenna anthem anthill
anthology anthropologist anthropology antibody anticipation anticoagulation antigen antipathy antiquity
antiredeposition antiserum antithesis anvil anxiety aorta apache apartheid apartment ape aperture apex aplomb
apocalypse apogee apologia apologist apology apostle apothecary apparatus apparel apparition appeal appearance
appearing appendix appetite applause apple applejack applicability applicant application applicator appointee
appointment appraisal appraiser appreciation apprehension apprentice apprenticeship appropriation approval
approximation apron aptitude aqua aquarium aquatics aqueduct ar arbitration arbor arboretum arc arcade archaeologist
archaeology archangel archbishop archdeacon archdiocese archduke archer archery archipelago architect architecture
archive archives archway arctic ardor are area areaway arena argentine argon argot arguing argument argus argyle
argyll aria arianist aridity aristocracy arithmetic ark arm armada armadillo armament armchair armful armistice
armoire armor armory armour armpit arms army aroma arousal arrangement arranger arranging array arrival arrogance
arrow arroyo arsenal arsenic arson art arteriole arteriolosclerosis artery arthritis article articulation artifact
artifice artillery artilleryman artisan artist artistry arts artwork asbestos ascendancy ascension ascent ascot ash
asking aspect aspen asphalt aspirant aspiration aspirin ass assassin assassination assault assay assemblage assembly
assent assertion assertiveness assessment assessor asset assets asshole assiduity assignee assigning assignment
assimilation assistance assistant association assortment assumption assurance asterisk asthma astonishment astronaut
astronomer astronomy astrophysics asylum asymmetry asynchrony at atheist athlete athleticism athletics atlas atm
atmosphere atoll atom atrium atrophy attache attachment attacker attainment attendance attendant attending attention
attic attire attitude attorney attraction auction audacity audience audio audit auditor auditorium aunt aura aurora
auspices austerity authentication authenticity author authorities authority authorization authorship autism auto
autobiography autofluorescence autoloader automation automobile autonomy autopsy autumn auxiliary availability
avalanche avarice avatar avenue aversion aviary aviation aviator avocado avoidance awakening award awarding awareness
awe awfulness ax axe axiom axis axle azimuth baba babbling babe babel babu baby baccalaureate bachelor backbend
backbone backdrop backer background backing backlash backlog backpack backseat backside backstage backstroke backup
backwoods backyard bacon bacteria bacterium badge badminton badness baffled bag baggage bagpipe bail bailey bait baker
bakery balance balancing balcony bale balkiness ball ballad ballast ballerina ballet balletomane balloon ballooning
ballot ballpark ballplayer ballroom ballyhoo balsam balustrade bam bamboo banana band bandage bandit bandoleer
bandstand bandwidth bane banging banister banjo bank banker banking bankruptcy banner banning banquet banshee banter
baptism bar barb barbarian barbell barber barbital barbiturate bard bargain bargaining barge barium bark barkeep
barker barley barn barnburner barnful barnyard baron baroness baronet baronetcy barony baroreceptor barrack barrage
barrel barrels barricade barrier barrio barrister barrow bars bartender bartlett basalt baseball baseline basement
bash basics basil basileus basilica basin basis basket basketball bass bassinet bassist bastard bastion batch bath
bather bathing bathos bathrobe bathroom bathtub batman baton batsman battalion battery batting battle battlefield
battlefront battleground battleship batwing bawdyhouse bay bayonet bayou bazaar beach beachhead beacon bead beadle
beads beadsman beak beam bean beard bearer bearing beast beating beatnik beats beau beauty beaver beck bed bedding
bedground bedpost bedrock bedroom bedside bedstead bedtime bee beebread beech beef beehive beer beetle beggar beggary
begging beginner beginning behalf behavior behaviour being belch belching belfry belief believer believing bell belle
bellhop belly belonging belongings belt ben bench bender bending bends benedict benedictine benediction benefactor
beneficiary benefit benjamin benny bequest bereavement berg berlin berry berth beryllium besieger bestowal bestseller
beta beth bethel betrayal betterment beverage bevy bewilderment bey bias bible bibliography biceps bickering bicycle
bidder bidding bike bikini bile bilharziasis bill billboard billing billionaire billy bin binder binding bingo
binoculars bioassay biochemistry biodiversity biographer biography biologist biology biomass biomedicine biophysicist
biopsy biotechnology biplane bird birdbath birdhouse birefringence birth birthday birthplace birthright biscuit bishop
bishopric bishopry bison bit bitch biter bitterness bitters bivouac blackberry blackboard blackening blackmail
blackmailer blackness blackout blacksmith bladder blade blah blanc blandness blanket blare blaring blasphemy blatancy
blaze bleach bleachers bleb bleeding blemish blending blessing blight blindness blinker bliss blitz blizzard bloat
blob bloc block blockade blockbuster blocking blog blogger bloke blonde blood bloodhound bloodshed bloodstream blossom
blot blotch blouse blow blower blowfish blowing bludgeon bluefish bluegrass blues bluestocking bluff blunder blur
bluster boar board boarding boardinghouse boards boardwalk boat boater boating boatload boatswain bobby bobbysoxer
bodice body bodybuilder bodybuilding bodyguard bog bogy bohemia boiler boiling boldness bolivar bolivia bolo bologna
bolt bomb bombardier bombardment bombast bomber bombing bombproof bond bonding bondsman bone bonemeal bones bonfire
bonnet bonus booby boogie book bookcase booker booking booklet bookshelf bookstore booster boot booth bootlegger
bootlegging booty booze bop borate border boredom borough borrower borrowing bosom boss bot botanist botany bottle
bottleneck bottom bottomland boucle bough boulder boulevard bouncing boundary bounds bounty bouquet bourbon
bourgeoisie bourne bout boutique bower bowl bowlder bowler bowling bowls bowman bowstring box boxcar boxer boxers
boxing boy boyfriend boyhood bra bracelet bracing bracket brad braggadocio braid brain brake brakes bramble bran
branch brand branding brandy brant brass brat bravado bravery bravo brawl bray brazenness brazil bread breadth
breakable breakaway breakdown breaker breakers breakfast breaking breakout breakthrough breakup breakwater breast
breaststroke breastwork breath breathing breeches breed breeze brent brethren brevity brew brewer brewery brewing
bribe briber bribery brick bricklayer bricklaying bride bridegroom bridge bridgehead bridle briefcase briefing briefs
brier brig brigade brigadier brightness brilliance brilliancy brim bringing brink bristle brit broadcast broadcaster
broadcasting broadening broadside broiler broker brokerage bronc bronchiole bronchiolitis bronchus bronze brood brook
broom brothel brother brotherhood brow browning browser brucellosis brushing brutality brute bubble buckboard bucket
buckskin bud buddy budget buff buffalo buffer buffoon bug buggy bugle bugler builder building buildup bulb bulge bulk
bull bulldog bullet bullethead bulletin bullock bullyboy bum bumblebee bumper bun bunch bundle bungalow bunk bunker
bunkmate bunny bunt bunter burden bureau bureaucracy burger burgess burglar burglary burgundy burial burner burr
burrow bursitis burying bus busboy bush bushel bushwhacker business businessman businessmen buster butler butte butter
butterfat butterfly buttocks button buyer buying bye byte cab cabana cabaret cabbage cabin cabinet cable cache cactus
cad cadaver cadence cadenza cadet cadre cafe cafeteria cage cake calamity calcification calcium calculation calculus
calendar calf caliber calibration calibre caliph caliphate caller calling callousness calming calmness calorimeter
calumny calving cam camaraderie camel cameo camera camp campaign campaigning camper campfire campground camping
campmate campus canal cancellation cancer candidacy candidate candle candlewick candour candy cane caning cannabis
cannon canoe canon canopy cant cantata canteen canter cantilever cantle canton cantor canvas canyon canyonside cap
capability capacitance capacitor capacity cape capillary capital capitalism capitol capstan capsule captain captive
captivity captor car carabao caravan carbine carbon carbonate carcass card cardboard cardiomegaly cardroom cards
career careerism carelessness caressing caretaker cargo carload carnage carnival carol carousel carp carpenter
carpentry carpet carping carriage carrier carrot cart cartel carter cartilage carton cartoon cartoonist cartridge
cartwheel cartwright carver carving case cash cashmere casino casket cassette cassie castanets caste castigation
casting castle casualty cat catalog catalogue catalyst catastrophe catcall catcher catching catchment catecholamine
category caterer catering caterpillar catfish catharsis cathedral catheter cathode catkin cattle cattleman causeway
causing caution cavalcade cavalry cavalryman cave caveat caveman cavern cavity cayman cc cedar ceiling celebrant
celebration celebrity celerity cell cellar cello cellulose cement cemetery censorship censure census cent centennial
center centerfield centering centimeter centralization centre centrifugation century ceramics cerebellum ceremony
certainty certificate certification certiorari certitude chad chagrin chain chains chair chairman chairperson chaise
chalk challenger chamber chamberlain chambermaid champ champagne champaign champion championship chance chancel
chancellor chandelier chandler channel channels chanting chaos chap chapel chaplain chapman chapter char character
characteristic characterization charcoal charger chariot charisma charity charlatan charlotte charm charnel chart
charter chased chassis chastisement chastity chateau chattering checkbook checklist checkout checkpoint checkup cheek
cheekbone cheer cheerfulness cheering cheese cheesecloth chef chela chemist chemistry chemotherapy chess chest
chesterfield chevalier chewing chi chick chicken chieftain chignon child childbirth childhood childishness chile chili
chill chimney chin china chip chips chiropractor chisel chivalry chloride chlorine chlorothiazide chlorpromazine chock
chocolate choice choir choirboy choking cholelithiasis cholera cholesterol chomp chopper chorale chord chore
choreographer choreography chorine chorus chosen chow christ christening chromatogram chromatography chrome chromium
chromosome chronology chrysanthemum chump chunk church churchgoer churchman churchyard chute cicada cicero cigar
cigarette ciliate cilium cinch cinder cinema cinematographer cinematography cinnamon cipher circle circuit circuitry
circulation circumference circumstance circumstances circus cisco citadel citation citizen citizenship citron citrus
city civilization clade claimant clairvoyance clam clamoring clamshell clan clangor clangoring clannishness clapping
clarence claret clarinet clarity clary clash class classicist classics classification classifier classmate classroom
clause claustrophobia claw clay cleaner cleaning cleanup clearance clearing clearness cleat cleavage cleft clergy
clergyman cleric clerk clerking cleverness cliche client clientele cliff climate climax climbing clinic clip clique
clit cloak clock clocking clocks clod clodhopper clone closeness closet closeup closure clot cloth clothes
clothesbrush clotheshorse clothesline clothing cloud cloudburst clover clown clowning club clubfoot clubhouse clue
clump cluster clutches cm coach coaching coal coalescence coalition coast coaster coastline coat coating coattail
cobalt cobbler cobra coca cocaine coccidioidomycosis coccidiosis cochin cockatoo cockpit cockroach cocktail coco cocoa
coconut cocoon code codex codification coding coefficient coexistence coffee coffeehouse coffeepot coffin cognition
cognizance cohesion cohesiveness coin coinage coincidence coke col cola coldness cole coliseum collaboration
collaborator collage collar collarbone colleague collecting collection collector colleen college collegian collier
colliery collins collision collusion cologne colon colonel colonization colony color coloration coloratura coloring
colors colours colt columbine column columnist coma comb combat combination combining combo combustion comeback
comedian comedy comer comet comfort comforts command commandant commander commandment commando commemoration
commencement commendation comment commentary commentator commerce commercialism commercialization commie commiseration
commissary commission commissioner commissioning commitment committee committeeman commodity commodore commoner
commons commonwealth commotion commune communicating communication communications communion communique communism
community commutation commutator commuter commuting companion companionship company comparing comparison compartment
compass compassion compatibility compatriot compensation competence competition competitor compilation compiler
compiling complaint complaisance complement completeness completion complexion complexity compliance complication
complicity compliment component comportment composer composing composite composition compost composure compounding
comprehension compression compressor compromise compulsion compulsivity compunction computation computer computing
comrade con conceit concentration concept conception conceptuality conceptualization concert concertina concerto
concession concessionaire concierge conciseness conclave conclusion concord concourse concrete concurrence concurrency
concussion condemnation condensation condenser condescension condition conditioner conditioning conditions condo
condom condor conducting conduction conductivity conductor cone confederacy confederation conference confession
confessor confidant confidante confidence confidentiality configuration confinement confines confirmation conflict
confluence conformity confrere confrontation confusion congestion congo congratulation congratulations congregation
congress congressman conjecture conjugate conjunction connection connectivity connector connoisseur connotation
conqueror conquest conscience consciousness conscription consecration consensus consent consequence conservation
conservatism conservatoire conservatory consideration consistence consistency consolation consolidation consonant
consortium conspiracy conspirator constable constabulary constancy constatation constellation consternation
constituency constituent constitution constraint constriction construction consul consulate consultancy consultant
consultation consumer consumption contact container containment contamination contemplation contemporaries contempt
contender content contention contents contest contestant context continence continent contingency contingent
continuance continuation continuity continuum contortion contour contrabass contraception contraceptive contract
contracting contraction contractor contradiction contradistinction contralto contraption contrast contribution
contributor contrition contrivance control controller controversy contusion convection convenience convent convention
convergence conversation conversion convertible convexity conveyor conviction convoy cookfire cookie cooking coolant
cooler cooling coolness coon coop cooper cooperation coordination coordinator cop coping copper copy copying copyright
coquette coral cord cordoba cords corduroy corduroys core cork corkscrew corn corner cornerback cornerstone cornfield
cornice cornmeal corona coronation coroner corp corporal corporation corporeality corps corpse corpulence corpus
corral correction corrections correctness correlation correspondence correspondent corridor corrosion corruption
corsage cortex corticosteroid corticotropin corvette cosecant cosigner cosmos cost costa costing costs costume cot
cote cottage cotton cottonmouth couch coughing coulter council councillor counsel counseling counselor countdown
countenance counter counterattack counterbalance counteroffensive counterpart counterpoint counterproposal countershot
countess counting country countryman countryside county coup coupe couple coupling coupon courage courier course court
courtesy courthouse courtier courtroom courtship courtyard cousin cove coven covenant coverage covering coverlet
covetousness cow coward cowardice cowboy cowhand cowhide cowling cowpuncher cows cox coyness coyote cps crab crabs
cracker cracking crackling crackpot cradle craft crafter craftsman craftsmanship crag cramp crap crassness crate
crater craving crawling craze creaking cream creation creativeness creativity creator creature creche credentials
credibility credit credits credo creed creek creeper creeping creole crest crevice crew crib cricket cricketer crime
criminal criminality crisis crispness criterion critic criticism critique croaking crocodile croft crofter crone crony
crook crop crore crossbow crossing crossover crossroad crossroads crotch crowbait crowd crown crucifix crucifixion
crudity cruelty cruiser crunch crupper crusade crusader crusher crust crutch cryostat crypt crystal crystallite
crystallography cub cube cubism cuckoo cud cue cuff cufflink cuisine culmination culprit cult cultist cultivation
culture cum cummings cumulus cunning cup cupboard cupping cur curate curator curb curbside curdling curio curiosity
currant currency current curriculum curry curtain curtness curvature curve cushioning cusp cuss custodian custody
custom customer customs cutlass cutler cutter cutting cycle cycling cyclist cyclone cylinder cynic cypress cyst
cytolysis cytoplasm dad dadaism daddy daemon daffodil dagger dahl daiquiri dairy dairyman dais daisy dal dale dam
damage damages dame damnation dancer dancing dandelion danger dangling danish daphne daring darkness darling darts das
dashboard data database date dating datum daughter dauphin davenport dawn dawning day daybed daybreak daylight days
daytime daze deacon deadhead deadline deadlock dealer dealing dealings dean death deathbed debacle debate debauch
debility debris debt debunking debut dec decade decay decedent deceit deceleration decency deception decimeter
decision deck decker declamation declaration declivity deco decomposition decor decoration decorativeness decorator
decorum decree decrement dedication deduction deed deeds deepening deer defamation default defect defection defence
defendant defender defense deference defiance deficiency deficit defining definition deflection deformation
degeneration degradation degree deity dejection delegation deliberation delicacy delight delineation delirium
deliverance delivery dell delta deltoid deluge demagogue demander demarcation demeanor dementia demimonde
demineralization demise demo democracy democrat demolition demon demonstration demonstrative demonstrator
demoralization demythologization den denial denim denomination denouement denseness densitometry density dentist
dentistry denture denunciation department departure dependence dependency depicting depiction depletion deployment
deportation deportee deposition depositor depot depravity depreciation depredation depression deprivation depth deputy
derby dereliction derision derivation derivative derrick dervish descendant descendants descendent descent description
desecration desertion deserts designation designer desire desk desktop desolation desorption despair desperation
despite despoiler despondency despotism dessert destination destiny destroyer destruction desynchronizing detachment
detail detailing details detecting detection detective detector detention detergency detergent deterioration
determinant determination deterrent detractor devastation developer development deviation device devices devil
devilment devisee devotee devotion dew dexamethasone diabetes diabetic diagnosing diagnosis diagnostician diagram
dialect dialectic dialogue dialysis diam diameter diamond diaper diaphragm diarrhea diarrhoea diary diaspora diatom
dice dichondra dick dickens dictator dictatorship dictionary dictum diesel diet dieter diethylstilbestrol difference
differentiation difficulty diffraction diffusion digger digging digit digitalization dignitary dignity dilemma
diligence dilution dime dimension dimer dimethylglyoxime diminution din diner ding dining dinner dinnertime dinosaur
diocese dioxide diploma diplomacy diplomat dipole dipper direction directionality directive directivity director
directorate directory dirge dirk dirt disability disadvantage disagreement disappearance disappearing disappointment
disapprobation disapproval disarmament disarray disassembly disaster disbelief disc discharge disciple discipline
disclosure disco discomfited discomfort discontent discontinuance discontinuity discourse discovery discredit
discrepancy discretion discrimination discus discussion disease disenfranchisement disengagement disgrace disguise
disgust dish dishwasher dishwater disillusionment disintegration disinterest disk dislocation disloyalty dismay
dismissal disobedience disorder disparagement dispensary dispensation dispenser dispersal dispersion displacement
displeasure disposal disposition dispossession disqualification disrepair disrepute disruption dissatisfaction
dissection dissemination dissension dissent dissenter dissertation disservice dissociation dissolution distance
distaste distension distillation distillery distinction distinctness distortion distraction distress distribution
distributor district disturbance ditch ditty diva divan dive diver divergence diversification diversion diversity
divertimento divestiture dividend diving divinity division divorce dixie dj dl dobson doc dock docking dockyard doctor
doctorate doctrine document documentary documentation dodging doe dog doggerel doghouse dogma dogwood doll dollar
dolly dolphin domain dome dominance domination dominion domino donation dong donkey donna donor door doorbell
doorhandle doorknob doorman doorstep doorway dooryard dope dorm dormitory dosage dose dot doubleheader doubles
doubling doubt dough dove dowager doweling downfall downpour dowry dozen dozens drafting dragon drainage drake drama
dramatics dramatist draper drapery draught drawer drawers drawing drawl dream dreamer dreaming dregs dresser dressing
drilling drinker drinking dripping driver driveway drizzle drone droplet dropout droppings dross drought drove drover
drowsiness drug drugging drugstore drum drumhead drumlin drummer drumming drunkard drunkenness drygoods dryness
duchess duchy ducking duct dude duel duelist duet duff duffer dug dugout duke dullard dumbbell dumping dune dung
dungeon duo duplication durability duration dusk dust dustbin dustpanful duty dweller dwelling dyeing dyer dyke
dynamics dynamite dynamo dynasty dysentery dysfunction eagerness eagle ear earl earnestness earnings earphone earth
earthman earthquake easel easing east easter eater eating eats ebbing ebony eccentricity ecclesiasticism eclipse
ecliptic ecology economics economist economy ecosystem ecstasy edema edge edict edifice editing edition editor
editorial education educator eel effect effectiveness effects efficacy efficiency effluent effort egalitarianism egg
egghead eggplant eggs ego egotism egotist eighties ejaculation ejection el elaboration elasticity elation elbow elder
election elector electorate electricity electrification electrocardiograph electrode electrolysis electromagnet
electromyography electron electronics electrophoresis electrophorus electroshock electrotherapist elegance element
elements elephant elevation elevator elf eligibility elimination elite elk ell ellipsoid elm eluate elution elves em
email emanation emancipation embankment embargo embarrassment embassy emblem embodiment embracing embroidery embryo
emerald emergence emergency emery emigration eminence emir emission emotion emotionalism emotionality empathy emperor
emphasis emphasizing emphysema empire empiricism employee employer employment empowerment empress emptiness en
enactment enamel encampment enchantment enclave enclosure encoding encore encouragement encroachment encryption
encumbrance encyclopedia end endeavor endeavour ending endorsement endowment endpoint endurance enemy energy
enervation enforcement engagement engine engineer engineering engraver engraving enhancement enigma enjoyment
enlargement enlightenment enormity enrichment enrollee enrollment ensemble ensign entanglement entering enterotoxemia
enterprise entertainer entertainment enthalpy enthusiasm enthusiast entirety entity entourage entrance entranceway
entrant entrepreneur entropy entry envelope environment environs envoy enzyme epaulet epicenter epicure epidermis
epigram epilogue epiphany epiphysis episode epistemology epitaph epithet epitome epoch epoxy epsilon equality
equanimity equation equator equilibrium equipment equipping equity equivalence equivalent era erection erica erosion
errand error eruption escalation escapade escheat escritoire espionage essay essence establishment estate esteem ester
estimation estrangement estuary eta etcetera eternity ethanol ether ethernet ethic ethics ethnicity ethos etiquette
etymology eucalyptus euphoria euro eutectic evacuation evaluation evangelism evangelist evaporation eve evening
evensong event evidence evil evildoer evocation evolution exacerbation exaggeration exam examination examiner example
exasperation excavation excellence excelsior exception excerpt excess exchange exchequer excitability excitement
exclaiming exclamation exclusion exclusiveness excretion excursion excursus excuse executing execution executioner
executive executor exemplar exemption exercise exercising exertion exhaustion exhibition exhortation exhumation
exigency existence existentialist exit exodus expanse expansion expansiveness expectancy expectation expedition
expenditure expense experience experiment experimentalism experimentation experimenter expert expertise expiration
explanation expletive exploitation exploration explorer explosion expo exporter exposition exposure expression
expressiveness expressway expulsion expurgation extension extent extern extinction extraction extraneousness
extrapolation extravaganza extremity extremum exultation eye eyeball eyebrow eyelid eyepiece eyes eyeshadow eyesight
eyestrain fa fable fabric fabrication facade face facet facility facing facsimile fact faction factor factory faculty
fadeout fading faerie faery failure fairness fairway fairy fairyland fairytale faith faker falcon falloff fallout
falls falsity fame familiarity family famine fan fanatic fanaticism fanfare fang fanny fantasia fantasist fantasy
fantods farce fare farewell farm farmer farmhouse farming farmland fasciculation fascination fascism fashion fastball
fate father fatigue faucet fault fauna fauteuil favorite favour fawn fay fear feasibility feast feat feather
featherweight feature fecundity federation fedora fee feebleness feedback feeder feeding feedlot feeler feeling
feelings felicity fella fellow fellowship felon felony felt female femininity feminism fen fence fencing fender
ferment fermentation fern ferocity fertility fertilizer fervor festering festival festivity feud fever fiance fiancee
fiat fiber fiberglass fibre fibrin fibrosis fiction fiddle fidelity field fielder fieldhand fielding fieldstone fiend
fierceness fiesta fife fifties fig fighter fighting figure figurine figuring filing filling fillip filly film filming
filmmaker fin finale finalist finances financing finch finding findings fineness finger fingering fingernail
fingerpaint fingerprint fingerprinting fingertip finishing fir fire firearm firecracker firelight fireman fireplace
firepower fireside firewall firewood firework firing firmness firth fish fisher fisherman fishery fishing fishmonger
fishwife fission fist fistfight fitch fitness fixer fixing fixture fjord flag flagship flail flair flame flannel
flapper flaps flare flashback flashing flashlight flask flatness flats flattery flatus flautist flavor flavour flaw
flea fleck flesh flexibility flies flight flinders flint flirting floc flocculation flock flood floodhead flooding
floor floorboard flooring flora florist flotilla flour flow flower flowerbed flowering flu fluff fluid fluorescein
fluorescence fluoride fluorine fluoroboride flurry flute fluttering flux flyer flyway foam focus focusing foe fog
foible foil folder foliage folk folklore folks follower followers folly fondness font food foodstuff fool foolishness
foot footage football footballer footbridge footing footnote footpath footprint footstep foraging force ford forearm
forebear foreboding forecasting forefather forefinger forefront foreground forehead foreigner foreknowledge foreman
forerunner foresight forest forestry foreword forgetfulness forgiveness fork form formalism format formation formative
formula formulation fort forte forties fortification fortitude fortress fortune forum forwarding fostering foundation
founder founding foundry fountain fountainhead foursome fowl fowler fox foyer fracas fraction fractionation fragment
fragmentation fragrance frambesia frame framework framing franc franchise frangipani franklin fraternisation
fraternity fraud fray freak freckle freedom freeing freeman freestyle freeway freewheeler freezing freight freighter
frenzy frequency fresco freshman freshness freshwater friar friction fridge friend friendliness friendship fries
frieze frigate fright fringe frog frolic front frontage frontier frost frostbite froth fruit fruitfulness frustration
ft fuck fuel fugitive fuji fulfillment fullback fuller fullness fumes fun function functionality functioning fund
fundamentals funding fundraiser funds funeral fungus funk funnel fur furlong furlough furnace furniture furor furrow
fury fuselage fusion futility future fuzz gabardine gable gadfly gadget gadgetry gag gage gagwriter gaiety gait gal
gala galaxy gale gall gallantry gallbladder gallery galley gallon gallows gallus galvanism gambler gambling game
gamecock gamin gaming gamma gamut gang gangster gap garage garb garbage garden gardener gardening garlic garment
garrison gas gasoline gassing gastrocnemius gastronomy gastropod gate gatepost gateway gathering gauss gavotte gazette
gearbox gearset gee geek gegenschein gel gelding gem gemma gen gender gene genealogy generalist generalization
generation generator generosity genesis geneticist genetics geneva genie genius genocide genome genre gentian
gentleman gentry genus geochemistry geographer geography geologist geology geometry germ germanium gesture getting
ghetto ghost ghoul giant gibbet giddiness gift gig gilbert gill gin gingham ginkgo ginmill girl girlfriend giro
giveaway givenness giver giving glacier gladiator glamor glamour gland glanders glass glasses glaucoma glee glen
glibness glider gliding glimmer glimpse globalization globe globulin gloom glory gloss glossary glottochronology glove
glucose glutton glycerine glycerol gm gnome gnu goal goalkeeper goaltender goat goblin god goddess godfather goitre
goitrogen gold goldsmith golf golfer golfing goner gong goo goodbye goodness goodwill goose gorilla gospel gospeler
gossip gourd gourmet gout governance governed governess government governor gown grace grade gradient grading
graduation graffiti graham grain graining gram grammar grammarian gran granary grandchild granddaughter grandeur
grandfather grandma grandmaster grandmother grandpa grandparent grandson grange granite granny granule grape grapevine
graph graphics graphite grappling grasping grass grassfire grasshopper grassland grate gratification grating gratitude
grave gravel gravestone graveyard gravity gravy grayback graybeard grazing grease greatcoat greatness greaves greed
greenhouse greening greenness greenroom greens greenwood greeting grenade greyhound grid grief grievance griffin grill
grille grinding grinning gripe gristmill grit grocer grocery groin groove ground grounder grounds groundwork group
grouping grove grower growling grownup growth grub grudge grumbling guard guardian guerrilla guessing guest guidance
guideline guidepost guild guilt guinea guise guitar guitarist gulf gully gulping gum gun gunfire gunman gunner gunnery
gunplay gunpowder gunshot gunslinger gurney guru gust gusto gut guts gutter guy gym gymnasium gymnast gymnastics
gynecologist gypsy gyration haberdashery habit habitat hack hacker hackney hackwork haiku hair haircut hairdo haji
half halfback halftime hall hallelujah hallmark hallucination hallway halo halogen halter ham hamburger hamlet hammer
hammering hamming hand handbag handball handbook handclasp handful handgun handicap handiwork handkerchief handlebar
handler handling hands handshaking handspike handstand handwriting handyman hangar hanging hangout hangover hank
happening happiness harassment harbor harbour hardbake hardness hardship hardtack hardware hardwood hare harem harm
harmonica harmony harness harp harper harpsichord harshness hart harvesting hash hasp haste hat hatching hatchway
hater hatred hauling haunch haven haversack havoc hawk hawker hawthorn hay hayfield haystack hazard haze he head
headache header headgear heading headland headlight headline headlinese headmaster headquarters headsman headstand
healer health healthcare heap hearer hearing heart heartbeat heartbreak hearth heartland hearts heat heater heath
heather heating heaven heavens heaver heaviness heaving heavyweight hectare hedge hedonism heel height heights heir
heiress helicopter helium helix hell heller hellfire hellion hello helm helmet helper helping helplessness hem
hemisphere hemoglobin hemorrhage hemorrhoid hemosiderin hen henry hepatitis herb herd heredity heresy heretic heritage
hermeneutics hermit hermitage hero heroics heroin heroine heroism heron herpetologist herring herringbone hesitancy
hesitation hex hexameter heyday hi hiatus hickory hideaway hideout hiding hierarchy highlighting highness highroad
highschool highway highwayman hijacker hijacking hike hiking hilarity hill hillbilly hillock hillside hilltop hilt
hilum hinge hip hipline hissing histology historian history histrionics hitter hitting hive hm hoax hobby hockey
hodgepodge hoe hogan holder holding holdup hole holiday holiness hollering hollowness holly hollyhock holocaust
holster holystone homage home homebound homecoming homefolk homeland homer homestead homesteader hometown homework
homicide homo homogenate homogeneity homosexuality honesty honey honeybee honeysuckle honkytonk honoring honour
honours hood hoof hooker hooks hookup hookworm hoop hopper hopscotch horde horizon hormone horn hornet hornpipe
horoscope horror horse horseback horselaugh horseman horsemanship horsepower horseshoe horst hose hospice hospital
hospitality host hostage hostel hostelry hostess hostilities hostility hotel hotelman hotness hotshot hotspur hound
hour hours house housebreaker housebreaking household householder housekeeper housekeeping housewife housework housing
howl hr hub hubbub hubris huckster hue huff hugging hulk hull humanism humanities humanity humanoid humans humidity
humiliation humility humming humor humorist humour hunch hunger hunter hunting hurdles hurler hurling hurricane
hurting husband husbandry hut hutment hyacinth hyalinization hydra hydride hydrocarbon hydrochloride hydrogen
hydroxide hydroxymethyl hygiene hymn hypercellularity hyperemia hyperplasia hypertrophy hypervelocity
hypoadrenocorticism hypocellularity hypocrisy hypocrite hypothalamus hypothesis hypothyroidism hysteria ice icebox
icicle icon id idea idealist idealization identification identity ideologist ideology idiom idiosyncrasy idiot
idleness idler idol ignition ignoramus ignorance ileum ilk illegitimacy illness illumination illusion illustration
illustrator image imagery imagination imaging imam imbalance imbecile imitation immediacy immensity immersion
immigrant immigration imminence immobility immortality immunity immunoelectrophoresis imp impact impairment impasse
impatience imperialism impetus impinging implementation implication import importance importation importunity
imposition impotence impotency imprecation impression imprimatur imprisonment impropriety improvement improvisation
impulse impunity impurity inability inaccuracy inaction inadequacy inadvertence inauguration incantation incarnation
incense incentive inception inch incidence incident incipience incipiency incitement inclination inclusion income
incompatibility incompetence incompetent inconvenience incorporation incorruptibility incubation incubus inculcation
incursion indecision indefinity indentation independence index indexing indication indicator indictment indifference
indigestion indignation indignity indirection individual individualism individualist individuality indolence
inducement inducing induction industrialism industrialist industrialization industry inequality inertia inevitability
inexperience infancy infant infantry infantryman infatuation infection inference inferiority inferno infidelity
infield infielder infiltration infinitive infinity infirmary infirmity inflammation inflation inflection infliction
inflow influence influenza influx info informant information informing infrastructure infringement ingratitude
ingredient ingroup inhabitant inhalation inheritance inhibition inhibitor initiation initiative injection injunction
injury injustice ink inkling inlet inmate inn inning innings innocence innovation inoculation input inquest inquiry
inquisition inquisitor inroad insanity inscription inscrutability insect insertion inset insider insight insignia
insignificance insinuation insistence insisting insolence insouciance inspection inspector inspiration instability
installation installing installment instance instancy instant instillation instinct institution instruction
instructions instructor instrument instrumentalist instrumentality instrumentation insubordination insularity
insulation insulin insurance insurgency insurrection intake intangible integer integrating integration integrity
intellect intelligence intensification intensity intention intentness interaction interception interceptor interchange
interconnectedness intercourse interdependence interest interface interference interferometer interior interlayer
interlude intermarriage intermediary intermission intern interne internet internment internship interplay
interposition interpretation interpreter interpreting interrelation interrelationship interrogation interrogative
interruption intersection interval intervention interviewer intima intimacy intimidation intolerance intonation
intransigence intrenchment intrigue intro introduction introject intruder intrusion intuition inundation invader
invalid invasion invention inventor inventory inversion investigating investigation investigator investing investment
investor invitation invocation involvement invulnerability iodide iodination iodine iodocompound iodoprotein
iodothyronine iodotyrosine ion ira iris iron irons ironworker irony irregularity irreproducibility irresolution
irresponsibility irreverence irrigation irritability irritation irruption island islander isle ism isocyanate
isolation isomer isopleth isotope issuance issuing italic item iteration ivory ivy jabbing jack jackass jackdaw jacket
jade jaguar jail janissary janitor japan jar jargon jasmine jasper java javelin jaw jay jazz jealousy jean jeep
jejunum jelly jenny jeopardy jersey jest jet jewel jeweler jewellery jewelry jibe jihad jimdandy jimhickey job jock
jockey jogging john joining joke joker jolt jonah jonquil joss jot journal journalese journalism journalist journey
journeying joust jowl joy jubilee judas judgement judging judgment judiciary judo jug juice juju jukebox jumble jumper
jumping junction juncture jungle junior juniper junk junkyard junta jurisdiction jurisprudence jurist juror jury
justice justification justness juxtaposition kale kali kamikaze kangaroo kappa karate karma kat kb kc keel keenness
keeper keeping keepsake kelvin ken kerchief kern kernel kerosene kerygma ketch ketosis kettle key keyboard keyboardist
keyhole keystone kg khan ki kicker kicking kickoff kid kidnapper kidnapping kidney killer killing kilometer kilometre
kinase kind kindergarten kindness king kingdom kinship kirk kissing kit kitchen kitchenette kite kitten kitty km knack
knapsack knee kneecap kneeling knife knight knitting knob knocking knoll knot knowledge knuckle knuckleball knuckles
kraft kris kylie la lab labor laboratory laborer labour labyrinth lac lack lackey lacrosse lad ladder lady lager
laggard lagoon laguna lair laird laity lake lakeside lama lamb lambda lambert lamentation lamp lamplight lance land
landau landfall landfill landing landler landlord landmark landmass landowner landrover landscape landscaping
landslide lane langley language languor lantern lap lapel lappet lapse laptop lark larkspur larva laser lasher lass
lat lather latitude lattice laudanum laughter launcher launching laundering laundry laurel laurels lava lavatory law
lawman lawn lawsuit lawyer laxness layer layette laying layman layoff layout lb lea leach leader leaders leadership
leaf leafhopper leaflet league leak leakage leapfrog leaping learner learning lease leash leather leavening leaving
lecher lecture lecturer lecturing ledge ledger leech leftfield lefty leg legacy legatee legation legend leger
legibility legion legislation legislator legislature legitimacy legs legume lei leisure leitmotiv lemma lemon lemonade
lending length lengthening lens lentil leone leopard leprosy lesion lessening lesson letdown lethality lethargy letter
letterhead lettering letterman letters letting leukemia lev level lever leverage levis lexicon lexicostatistics ley
liability liaison liar libel liberal liberalism liberation libertarian libertine liberty librarian library libretto
licence license licking lid lied lieu lieutenant life lifeboat lifespan lifestyle lifetime lifter ligament ligand
light lighter lighthouse lighting lightning lignite likelihood likeness liking lilac lilt lily limb limbo lime
limerick limestone limitation limo limousine linden line lineage linebacker lineman linen liner lineup ling lingering
linguist linguistics lining links linoleum lint lion lip lipstick liquidation liquor list listener listening lister
listing liter literacy literalism literalness literature lithium litigant litigation litre litter liturgy livelihood
liveliness liver livestock liza lizard load loading loads loaf loan lobby lobe loblolly lobscouse lobscuse lobster
lobularity lobule locale locality localization locating location loch locker locking lockup locus locust lodging
lodgings loft log logarithm logger logging logic logistics logo loins loneliness longevity longing longitude
longshoreman longshot lookout lookup loon loophole loot looting lord lordship lore loser loss losses lot lotion lots
lottery lotus loudspeaker lough louse lousiness louvre loveliness lover lowland loyalist loyalty lucidity lucifer luck
luger luggage lull lullaby lulu lumber luminary luminescence luminosity lummox lump lunation lunch luncheon lunchroom
lung lunkhead lust luster lustre lux luxury lying lymphocyte lynx lyric lyricist ma mac mace machine machinery
machinist macintosh mack mackinaw macon macrophage madam madame madman madness madras maestro mafia mag magazine
maggot magic magician magistrate magma magnate magnesium magnet magnetism magnification magnificence magnitude
magnolia magnum magpie maharaja mahogany maid maiden mailbox mailman mainland mainstream maintenance maize majesty
majority majors maker makeready makeup making malacca malady malaise malaria male malediction maleness malevolency
malfeasant malice malignancy malik malingering mall mama mamma mammal man management manager mandamus mandarin mandate
mandolin mane maneuver maneuverability manfulness mango mangrove manhattan manhood mania maniac manifestation
manifesto manifold manila manipulation mankind manner manners manometer manor manpower manse manservant mansion mantel
mantle mantra mantrap manual manufacturer manufacturing manumission manure manuscript manzanita map maple mapping mara
marathon marble marbleizing marbles marc marcel march marching mare margarita marge margin marginality marguerite
maria marijuana marina marker market marketing marketplace marking marksman marksmanship marmalade marquee marquess
marquis marriage marrow marrowbone marseille marsh marshal marshall mart martin martini martyr mascara mascot
masculinity masjid mask masking mason masonry mass masses masseur massif mast master mastering masterpiece mastery mat
mate mater material materialism maternity mates math mathematician mathematics mating matriarch matrimony matrix
matron matsyendra matter matting mattress maturation maturity mausoleum max maxim maxwell may mayflower mayhem mayo
mayor maze mead meadow meal meaning meaningfulness meanness means meantime measurement measuring meat mecca mechanic
mechanics mechanism medal medalist medallion medallist mediation medication medicine medina mediocrity meditation
medium medley meeting meg megalomania megalopolis megaton mei melancholy melee melioration melodrama melody melon
member membership membrane memo memoir memorabilia memorandum memorial memorization memory men menace menarche
mentality mentor menu meq mercenary mercer merchandise merchandising merchant mercury mercy merger merging merit
merlin mermaid merriment merrymaking mesa mess message messaging messenger messiah metabolism metadata metal metaphor
meteor meteorite meter methane method methodology methyl metre metro metropolis mg mi micelle microcosm micrometeorite
micron microorganism microphone microphoning microscope microscopy microsecond microwave midair midday middle
middleweight midfield midnight midsection midshipman midst midsummer midwatch midweek mien might migration mike mil
mile mileage milestone milieu militia milk mill millenarianism millennium miller milliampere millidegree milligram
milliliter millimeter milling millionaire millivoltmeter millpond millwheel milo mimesis mimicry min mina mind mine
miner mineral mineralogy mingling miniature mining minister ministration ministry minority minors minstrel mint minuet
minute minutes minutia miracle mirage mire mirror misanthrope misbehavior miscalculation miscegenation mischief
misconception misconduct misconstruction misdeed misdemeanor misery misfortune misgiving misinterpretation
mismanagement misnomer misogynist misrepresentation missile mission missionary missive missy mist mistake mistaking
mistress misunderstanding mite mitigation mixer mixing mixture ml mm mo moat mob mobcap mobility mobilization mocker
mockery mode model modeling modelling moderation moderator modernism modernist modernity modernization modesty
modification modifier modulation module mohawk moire moisture mojo molding mole molecule mollusk molly mom moment
momentum momma mommy monarch monarchy monastery money moneymaker moneymaking moniker monitoring monk monkey monochrome
monocle monograph monologist monologue monomer monopolization monopoly monosyllable monotony mons monsoon monster
monstrosity monte month monument mood moon moonlight moor moose morale moralist morality morals mores morgue morning
morocco morphology morphophonemics morrow morsel mortality mortar mortgage mortician mortification mosaic mosque
mosquito moss motel moth mother motherland motif motion motivation motive motor motorcar motorcycle motorway motto
mound mountain mountainside mounting mourner mouse mouth mouthful mouthpiece movement mover movie moviegoer mph ms mu
mucosa mucus mud muddle mudguard muff muffler mug mulch mule muller multimedia multiplication multiplicity multitude
mummy municipality munition murder murderer murmuring murphy muscle muscleman musculature museum mushroom music
musician musicianship musing musket musketry mustache mustang mustard mutant mutation mutilation mutineer mutiny
muttering mutton mutuality muzzle myelofibrosis myocardium myofibril myofibrilla myrrh myrtle mystery mystique myth
mythology nadir nakedness name names namesake nan nanny nap nape napkin napoleon naprapath narration narrative
narrator narrowing narrowness nation nationalism nationality naturalism naturalist naturalness nature naturopath
naught nausea nave navel navigation navigator navy nawab nay nazi nearness nebula necessity neck necklace necktie
necropsy necrosis nectar nectary needle negation negligence negotiation neighbor neighborhood neighborliness neighbour
neighbourhood nelson nemesis neoclassicism neocortex neon neoromanticism nephew nerve nerves nervousness ness nest
nestling netball netting network neuroscience neurosis neuter neutralism neutralist neutrality neutralization neutron
neutrophil newcomer newmarket news newsboy newscast newsletter newsman newspaper newspaperman newt newton nexus ng
nicety niche nick nickel nickelodeon nickname nicotine niece nigger night nightclub nightdress nightfall nightingale
nightmare nightshirt nighttime nigra nihilism nineties ninja nipple nirvana nitrate nitrogen nix nm nobility nobleman
nobody node nodule noise noisemaker nomenclature nomia nomination nominee noncom nonconformist nondriver
nonequivalence nonfiction noninterference nonoccurrence nonsense noon noradrenaline norethandrolone norm north
northeast northland nose nostalgia notation notebook nothing notification notion notoriety noun nourishment nova novel
novelist novella novelty novice novitiate nowadays nozzle nu nuance nubbin nucleolus nucleus nuisance number numbering
numbers numbness nun nurse nursery nursing nut nuthouse nutrition nylon nymph nymphomaniac oak oasis oat oath oatmeal
obedience obelisk obesity obituary object objectification objection objective objectivity obligation obliteration
oblivion oboe obscenity obscurity observance observation observatory observer obsession obsidian obstacle obstruction
obtrusiveness obverse occasion occasions occlusion occupancy occupant occupation occurrence ocean ocelot ocher
octahedron octave octopus odds ode odor odyssey offence offender offense offering office officer official offspring
offstage ogress oil oilcloth oilfield oldster oleander ology omega omen omission oneness onion onlooker onrush onset
onslaught opener opening openwork opera operagoer operation operations operator operetta opinion opium opponent
opportunism opportunity opposition oppression optics optimism optimization option opus oracle orange oration orator
oratorio orb orbit orchard orchestra orchestration orchid ordeal order ordering orderliness ordinance ordinate
ordination ordnance ore organ organification organisation organism organist organization organizer organs orgasm orgy
orientation orifice origin originality ornament orphan orphanage orthicon orthodoxy orthography orthophosphate os
oscillation oscillator ossification osteoporosis otter ottoman ounce outbreak outburst outcast outcome outcry outfield
outfielder outfit outflow outing outlay outlet outlook outpost output outrage outreach outset outsider outskirt
outskirts oven overachievement overachiever overcast overcoat overeating overestimation overhang overlapping
overnighter overpayment overprotection overshoe oversight oversimplification overtime overtone overture overview owl
owner ownership ox oxcart oxen oxford oxidation oxide oxygen oxytetracycline oyabun oyster ozone pa pace pachinko
pacification pacing package packaging packet packing packinghouse pact pad paddy padlock padre paean pagan paganism
page pageant paging pagoda pail pain pains painter painting pair pairing paisley pal palace palatinate paleocortex
palette paling pallor palm pamphlet pan panchayat panda pander pane panel paneling pang panic panorama pansy pantheon
panther panting pantomime pantry pants panzer pap papa papacy paper paperback papers paperwork papyrus par para
parable parachute parade paradigm paradise paradox paragon paragraph parakeet parallelism paralysis paramagnet
parameter paranoia paranoiac parapet paraphernalia paraphrase parasite parcel parchment pardner parenchyma parent
parenthesis parenthood parimutuel parish parishioner parisology park parking parkway parlance parliament parlor parody
parole paroxysm parrot parson parsonage part participant participation particle parting partition partner partnership
partridge parts party pas pascal pasha passage passageway passenger passerby passing passion passivity passport
password past pasta paste pastime pastor pastry pasture patch patchwork patent path pathogen pathogenesis pathologist
pathology pathos pathway patience patient patina patio patriarch patriot patriotism patrol patroller patrolman patron
patronage patronne patsy patter pattern patty paucity pavement pavilion paving paw pawn payday payload payment payroll
pe pea peace peach peacock peak peal pealing peanuts pear pearl peasant peasanthood peat pebble pecs pectoral
pectoralis peculiarity peddler pedestal pedigree pee peeling peerage peg pegboard pelting pelvis pemmican pen penalty
penance pencil pendulum penetration penguin peninsula penis pennant penny pension pensioner pentagon penthouse peony
people peoples pep peptidase peptide percent percentage perception perchlorate percolator percussion perfectibility
perfection perfectionism perfectionist perforation performance performer performing perfume perfusion peril perimeter
period periodical periodicity periphery periwinkle permanence permission peroxide perpetration perpetuation perry
persecution persistence persistency person persona personage personality personification personnel perspective
perspiration persuasion pertinence perturbation perusal pervaporation pessimism pessimist pest pet petal peter
petition petitioner petrol petroleum petting petulance pew pfennig phagocyte phalanx phantasy phantom pharmacist
pharmacy phase pheasant phenomenon phenothiazine phi philanthropist philanthropy philippic philology philosopher
philosophizing philosophy phloem phoebe phoenix phone phoneme phonemics phonetics phonograph phonology phosgene
phosphate phosphorus photo photograph photographer photography photomontage photon phrase phraseology phrasing phylum
physicalness physician physicist physics physiognomy physiology physique pi pia pianism pianist piano piazza pic
piccolo picket picking pickle pickup picnic picture picturing pidgin pie piece piedmont pier piety piezoelectricity
pig pigeon pigment pigskin pike pile piles pilgrim pilgrimage pill pillar pillow pilot pimp pimple pinafore pinball
pine pinecone pinnacle pinning pinto pip pipe pipeline piper pique piracy pirate pirogue pistol pistoleer piston pit
pitcher pitchfork pitching pitfall pith pituitary pity pixel pixie pizza place placement plaid plainclothesman
plaintiff plane planet planetoid plank planner planning plant plantation planter planting plaque plasma plaster
plasterer plasticity plate plateau platform platinum platoon playacting playback playboy player playground playhouse
playing playmate playoff playwright plaza plea pleasure pleat plenitude plenty pleura plight plot plowing plowshare
plug plumage plumber plumbing plume plumpness plunder plunker plurality pneumonia pocket pocketful pod podium poem
poet poetry poignancy point pointer poison poisoning poker poking pol polarity polarization pole police policeman
policy polio politeness politician politics polka poll pollard pollen pollock polls pollution polo polybutene
polyelectrolyte polyethylene polymer polymerization polymyositis polynomial polyphosphate polytechnic pompousness
ponce poncho pond pony ponytail pool popcorn pope poplin popping poppy populace popularism popularity population
porcelain porch porcupine pore pork porkchop porn pornography porosity port portage portal porter porterhouse
portfolio portico portion portrait portrayal portraying portwatcher poseur posing position positivism positivist posse
posseman possession possibility possum post postage poster posting postmark postmaster postscript posture pot
potassium potato potency potentiality potentiometer pothole potion potpourri potshot potter pottery pouch poultry
pound pounder pounding poverty powder power powerfulness powerhouse powwow practice practitioner prairie prank prayer
preacher preaching preamble precaution precedence precedent prechlorination precinct precipice precipitation
precipitin precision preconception precursor predator predecessor predicament predicator prediction predilection
prednisone predominance predomination preexistence preface prefect prefecture preference preferment prefix pregnancy
prejudice prelate prelude premiere premiership premise premises premix premonition prentice preoccupation prep
preparation preposition prerequisite preschool prescription preseason presence presentation presenter presentment
presentness preservation preserves presidency president pressure prestige presumption presupposition pretence
pretending pretense pretension pretext pretrial prettiness prevalence prevention preview prevision prey price pricing
prickling pride priest priestess priesthood primacy primate primer priming primping prince princess principality
principle printer printing priority priory prism prison prisoner privacy privateer privatization privilege privy prize
prizefight probability probation problem procedure proceeding proceedings proceeds process processing procession
processor proclamation procrastination procreation proctor procurement procurer prodigy producer product production
productivity prof profanity profession professor professorship proficiency profile profit profitability profits
profundity profusion program programme programmer programming progress progression progressivism prohibition project
projectile projection proletariat proliferation prologue prolongation prom promenade prominence promoter promotion
prompting promulgator pronoun pronouncement pronunciation proof prop propaganda propagandist propagation propeller
property prophecy prophet proponent proportion proportionality proposal proposition proprietor proprietorship
propriety props propulsion propylthiouracil prose prosecution prosecutor prosody prospect prosperity prostitute
prostitution protagonist protease protection protector protectorate protege protein proteolysis protestation protocol
proton protoplasm prototype protozoan protuberance provenance proverb providence provider province provincialism
provision provisions proviso provocation provost prowess prowler proximity proxy prudence psalm pseudonym pseudophloem
psi psyche psychiatrist psychiatry psycho psychologist psychology psychopath psychophysiology psychopomp psychotherapy
pterygium pub publication publicist publicity publisher publishing puck pudding puddle pueblo puke pulley pulling pulp
pulpit pulsation pulse pulsing pumpkin pun puncher punctuality pundit punishment punk punster pup pupil puppet puppy
purchasing purgatory purging purification purity purpose purse pursuer pursuit purveyor pushing pushup pussy putout
putting puzzlement pyrometer python qi quack quackery quad quadrant quadriceps quadrupling quake quaker qualification
qualifier qualifying quality qualm quantity quantum quarry quart quarter quarterback quarterfinal quartermaster
quarters quartet quartz quatrain quaver quay queen quest question questioner questioning questionnaire queue
quickening quickie quickness quietness quill quilt quintet quirk quirt quivering quiz quota quotation rabbi rabbit
rabble race racecourse racehorse racer racetrack raceway racing racism racist rack racket racketeer radar radiance
radiation radiator radicalism radio radioactivity radiochlorine radish radius raft rafter rag ragamuffin rage raider
rail railhead railing railroad rails railway rain rainbow rainfall rainforest raj raja rajah ramification ramp rampage
rampart ramrod ranch rancher rancor rand randomization range ranger rani rank ransom rapidity rapist rapper rapport
rapture rascal rasp rat rate rates rathole ratification rating ratio ration rationale rationalism rationalization
rationing rattler rattlesnake rattling ravage rave raven ravine raving rawhide ray rayon razor rbi re reaching
reactant reaction reactionary reactivity reactor reader readiness reading readjustment reagent realism realist reality
realization realm reaper reappearance rear rearguard rearing reason reasoning reassurance rebel rebellion rebirth
rebuilding receipt receipts receiver receptacle reception receptionist receptor recession recipe recipient recital
recklessness reckoning reclamation reclassification reclining recluse recognition recollection recommendation
reconciliation reconnaissance reconsideration reconstruction record recorder recording recourse recovery recreation
recrimination recruitment rectangle rectifier rectitude rector rectory recuperation recurrence recycling redcoat
redefinition redemption redeposition redevelopment redhead redheader rediscovery redistribution redress reducing
reduction redundancy redwood reed reef reel reelection reenforcement reevaluation reeve ref refectory referee
reference referendum refinement refinery refining refit reflectance reflection reflector reflex refocusing reform
reformation reformer refrain refrigeration refrigerator refueling refuge refugee refund refurbishment refusal
regaining regatta regency regeneration reggae regime regiment regimentation region registrant registrar registration
registry regression regrets regularity regulating regulation regulator rehabilitation reharmonization rehearing
rehearsal reimbursement rein reindeer reinforcement reissue rejection rejoicing relatedness relation relations
relationship relativity relaxation relegation relentlessness relevance relevancy reliability reliance relic relief
religion religionist religiousness relish reliving relocation reluctance remainder remains rematch remedy remembering
remembrance reminder remission remnant remonstrance remorse removal remuda remuneration rendering rendezvous rendition
renewal renovation renunciation reorganisation reorganization reorientation rep repairman repayment repeating
repentance repertoire repertory repetition replacement replacing replay replenishment replica replication reporter
reporting repose repository representation representative repression reprieve reprint reprisal reproach reprobate
reproducibility reproduction reproof reptile republic republican repugnance repulsion reputation requiem requirement
research researcher resemblance resentment reserpine reservation reserves reservoir residence residency resident
residue resignation resilience resin resistance resistor resolution resolving resonance resorcinol resource
resourcefulness respect respects respiration respite response responsibility responsiveness rest restatement
restaurant restlessness restoration restraint restriction restroom result resumption resurgence resurrection
resuspension retail retailer retailing retaliation retardation retention retentiveness retina retirement retraining
retreated retribution retrieval retrospect retrospective retrovision reunification reunion revelation reveller revelry
revenge revenue reverberation reverend reverie reversal reversibility revery revetment reviewer revision revival
revolt revolution revolver revue revulsion reward rhapsody rhea rhetoric rhetorician rheumatism rhino rhinoceros
rhinotracheitis rhubarb rhyme rhythm rib ribbon riboflavin rice riches richness rick rider ridge riding ridley riff
rifle rifleman rift rigger right righteousness rightfield rightness rigor rim ringing rings rink riot ripening ripple
rite ritual rivalry river riverbank riverside rivulet roach road roadblock roads roadside roadway roarer roaring
robber robbery robe robin robot robotics robustness roc rock rocker rocket rod rodeo roe rogue role roleplaying roller
roman romance romanticism roof roofer rooftop rooftree rook rookie room roomful roommate rooms rooster root rooting
roots rope rosary rose rosebud rosemary rosette rosewood roster rostrum rotation rotor rotting rotundity rouge
roughneck roughness roundhouse rounding roundup route routine rover row rowan rower rowing royalist royalty rpm rubber
rubbing rubbish rubble rubric ruby ruck rudd rudder rudeness rue ruffian rug rugby ruin ruining rule ruler ruling
rumble rumen rumor rump rumpus rundown rune runner runoff runway ruse rushing russet rustler rustling rut rutabaga
ruth rutherford ruthlessness rye saber sable sabotage sabre sac sack sacrament sacrilege saddle saddlebag sadism
sadness safari safebreaker safety saga sage sagebrush sahib sailing sailor saint sake salad salamander salary sale
sales salesgirl saleslady salesman salesmanship saline saliva sally salmon salon saloon salsa salt saltwater salvation
salve salvo samba sameness sample sampler sampling samurai sanctity sanctuary sand sandal sandalwood sandpaper sands
sandstone sandwich sang sanitation sanity sapling saratoga sarcasm sardine sari sash saskatoon sassing satellite
satiety satin satire satirist satisfaction saturation sauce sausage savageness savanna savannah saver saving savings
savior savoy sawdust sawhorse sawmill sawyer sax saxophone saxophonist saying scaffold scale scaling scalp scandal
scanner scanning scapular scar scarcity scarf scattering scavenger scenario scene scenery scent scepticism scheduling
scheme scherzo schism schizophrenia scholar scholarship school schoolboy schooldays schoolgirl schoolhouse schooling
schoolmarm schoolmaster schoolmate schoolmistress schoolroom schooner sciatica science scientist scimitar scissors
scoffing scolding scoop scope score scoreboard scorer scores scoring scorn scorpion scoundrel scourge scouring scours
scouting scrap scrapheap scraping scratchiness scratching screeching screen screening screenplay screenwriter
screwdriver screwing scrimmage script scripture scroll scrubbing scrutiny scuba scuffle sculptor sculpture sea
seacoast seafarer seafood seagull seahorse sealing seam seaman seaquake searchlight seaside season seat seating seats
seawater seaweed sec secession secessionist secrecy secretariat secretary secretion sect section sector secularism
secularist security sedan sediment sedimentation seduction seed seedbed seedling seedpod seeker seeking seepage seer
segment segregation segregationist seine seismograph seizing seizure selection selectman selector self selfishness
seller selling semantics semblance semester semi semiconductor semifinal seminar seminarian seminary semitrance sen
senate senator sending seniority sensation sense sensibility sensing sensitivity sensor sensuality sentence sentiment
sentimentalist sentimentality sentinel sentry separation sepia sept septation septum sequel sequence sequestration
serenade serenity serge sergeant serialism series seriousness sermon serpent serratus serum servant server service
services servicing serviette serving sesame session setback setting settlement settler settling setup sevens seventies
severalty severing severity sewage sewer sewing sex sextet sexuality sforzando shack shackle shade shades shading
shadow shaft shaking shale shallowness sham shaman shame shamrock shantung shanty shape shaping shard shareholder
sharer shark sharpness shaving shawl shay sheaf shear sheath sheen sheep sheepman sheepskin sheet sheikh shelf shell
shelter shenanigan shepherd sheriff sherlock sherry shibboleth shield shielding shifter shim shin shinbone ship
shipbuilding shipment shipping shipwreck shipyard shire shirking shirt shirtfront shirtsleeve shirtsleeves shit shiva
shock shoe shoeful shoelace shoes shoestring shook shooter shooting shootout shop shopkeeper shopper shopping shore
shoreline shortage shortcut shortness shorts shortstop shot shotgun shoulder shouting shovel showcase showdown shower
showerhead showing showpiece showroom showtime shrapnel shred shriek shrieking shrilling shrimp shrine shrinking shrub
shrubbery shucks shuffling shunt shutdown shutter shutting si siamese sibling sickness sickroom side sideboard
sidekick sidewalk sidewinder siding siege siemens sienna sierra sieve sight sighting sights sightseeing sigma signage
signal signaling signature significance signing signore signpost silence silesia silhouette silicate silicon silicone
silk silkworm sill silo silva sima similarity simile similitude simplicity simulation simulator simulcast sin
sincerity sinfulness singer singing singles singleton singsong singularity sinking sinner sinning sinusoid sipper sir
siren sirloin sis sister sitcom site sitting situation sixties size skate skater skating skeet skeleton skeptic
skepticism sketch ski skier skiff skiing skill skimming skin skinner skipper skirmish skirmisher skirt skit skulking
skull skullcap skunk sky skylight skyline skyscraper slab slacks slain slalom slang slant slapstick slat slater slave
slavery slayer sleeper sleepwalker sleeve slice slicing slicker slinging slingshot slippage slipper slit slob sloe
slogan sloganeering sloop slope slot slovenliness slowing slowness sludge slugger slum smallness smallpox smiley smith
smoke smokehouse smoking smoothness smuggler smuggling snack snail snake snapdragon snapshot snare sneaker snip sniper
sniveling snooker snoring snout snow snowball snowfall snuffbox snuffer soaking soap soapsuds sob sobbing sobriety
soccer sociability socialism sociality society sociologist sociology sock socket sod soda soddy sodium sofa softball
softness software soil sojourn sol solace soldier soldiering soldiery solemnity solicitor solicitude solidarity
solidity solipsism solitude solo soloist solution solvent solving somebody someone somersault somersaulting somerset
son sonar sonata song songwriter sonnet sonny sonogram sonority soothsayer sophisticate sophistication sophomore
soprano sorcerer sorority sorption sorrow sort sorting soul sound soundtrack soup source sourdough soutane south
southeast southernism southland southpaw southwest souvenir sovereignty soviet sowbelly soy spa space spacecraft
spaceship spacing spaciousness spade spaghetti spaniel spark sparkle sparrow spasm spat spatiality spatter spawn
speakeasy speaker speaking spec specialist specialization specialty species specification specificity specimen speck
spectacle spectacles spectator specter spectrometer spectrophotometer spectroscopy spectrum speculation speech
speechlessness speed speeding speedway spell spelling spending sperm sphere spherule sphinx spice spider spike spine
spinnability spinning spiral spire spirit spirits spirituality spite spitfire spitting splatter spleen splendor
splenomegaly splicing splinter splinters splutter spoke spokesman spokesperson sponsorship spontaneity spoon spoonful
spore sport sportsman sportswoman spot spotlight spots spotting spouse spray spraying spreading spree spring
springboard springer springtime sprinkling sprinter sprue spume spur sputnik sputtering spying squabble squad squadron
square squatting squeezing squid squire squirrel sr stability stabilization stacks stadium staff stage stagecoach
stager staginess staging stagnation staining stair staircase stairs stairway stairwell stakes stalker stalking stall
stallion stalls stamen stance standard standardization standby standpoint standstill stanza staple star starboard
stardom starlet starlight starter starting startup starvation state statement statesman statesmanship station
stationery statistic statistician statistics statuary statue statuette stature status statute stays stead steak
steakhouse stealing stealth steamboat steamer steamship steed steel steeple steering stein stem stench stenography
step stepchild stepfather stepmother steppe steprelationship steps stereo stereotype sternum steroid stethoscope stew
steward stewing stick stickpin stiffening stiffness stigma stillness stilt stimulant stimulation stimulus stint
stirring stirrup stitch stock stockade stockbroker stockholder stocking stocks stoicism stole stomach stone stool
stopping stops storage store storefront storehouse storekeeper storeroom storey storm story storyline storyteller
stove straggler straightaway strain strait straits strand strangeness stranger strangulation strap stratagem
strategist strategy stratification stratum straw strawberry streak stream streamliner street streetcar streetlight
strength strengthening stress stretching striation strife striker string strings strip stripe stripes stripping
striving stroke stroking stronghold structure struggle strut strychnine stub stubble stubbornness stucco student
studio study studying stuff stuffing stump stumping stunt stupidity stupor style stylemark stylist stylization
subcommittee subcontinent subdivision subfamily subfigure subgenus subgroup subject subjectivist subjugation submarine
submission submucosa subordinate subpart subscription subsection subset subsidy subsistence subsoil subspace
subspecies substance substation substitution substrate subsystem subterfuge subtlety subunit suburb suburbanite subway
success succession successor succor sucker sucking suction suddenness suds sufferer suffering suffix suffocation
suffrage sugar sugarcane suggestion suicide suit suitability suitcase suite suitor sulfate sulfur sulky sultan
sultanate sum summarization summary summation summer summit summons sumo sun sundial sundown sunglasses sunlight
sunray sunshade sunshine superfamily superficiality superhighway superintendent superiority superman supermarket
supernaturalism superstar superstition superstructure supervising supervision supervisor supper supplement suppleness
supplier supplying supporter suppression supremacy surety surf surface surfactant surfer surfing surgeon surgery
surname surplus surrey surroundings surveillance surveying surveyor survival survivor susceptibility sushi suspense
suspension suspicion sustainability sustenance sutra swad swami swamp swan sward swash swashbuckler swat swatch
swathing swearing sweat sweatband sweater sweating sweatshirt swede sweetheart sweetie sweetness swelling swig swimmer
swimming swimsuit switchboard switching sword syllabicity syllable symbol symbolism symbolist symmetry sympathy
symphony symposium symptom synagogue synchronism synchrony syndicate syndication syndrome synergism synod synonym
syntax synthesis synthesizer syringa syrup system systematization tab table tableau tablet tabletop tabloid tabulation
tact tactic tactics tad tadpole taekwondo taffy tail tailback tailgate tails taint takeoff takeover takings tale
talent talking talks tallow tally talon tam tammy tampering tan tandem tang tangent tangle tango tank tanker tanner
tantrum tape tapestry tapping taps tar target tariff tarpaulin task taste tasting tattoo tau tavern tax taxation taxi
taxidriver taxis taxon taxonomy taxpayer te tea teacart teacher teaching teakettle teakwood team teammate teamster
tears teaser teasing teaspoonful teat tech technician technique techno technology teddy tee teenager teens teeth
teetotaler telecast telecom telecommunication telegram telegraph telegrapher telegraphy telepathy telephone television
teller temerity temper temperament temperance temperature tempest template temple tempo temptation tenacity tenancy
tenant tendency tenderness tending tendon tenement tenet tennis tenor tense tension tensor tent tentacle tenting
tenure tequila term termination terminology terminus terms terrace terrain terrier territory terror terrorism
terrorist terry terrycloth tesla testament testicle testimonial testimony testing testosterone text textile texture
thankfulness thanks thanksgiving thatch thatcher thawing theater theatre theatregoer theft theme theologian theology
theorem theorist theory therapist therapy thermistor thermocouple thermodynamics thermometer thermometry thermopile
thermostat thermostatics thesis theta thiamin thicket thickness thief thigh thighbone thill thing things thinker
thinking thinner thinness thiocyanate thiouracil thirst thirties thistle thong thorn thoroughfare thoroughness thou
thought thousand threads threat threshing threshold thrill thriller throat throe thrombosis thrombus throne throng
throttle thrusting thruway thug thuggee thumb thumbnail thumping thunder thwack thyroglobulin thyroid thyronine
thyrotrophin thyroxine ti tick ticket ticking tidbit tide tidewater tidings tier tiger tightening tile till tilth
timber timbre time timeline timeliness timepiece timer times timetable timidity timing timothy tin tine ting tinsel
tint tip tire tissue tit titan titanium titer title titration toad tobacco toby today toddy toe toffee toilet token
tolerance toll tollgate tollhouse tom tomato tomb tombstone tome tomorrow ton tone tongue tons tool tooth toothbrush
toothpaste top topic topography topology topsoil tor torch tore torment tormentor tornado torpedo torpor torque
torrent torso totality toter touchdown touchstone toughness tour tourism tourist tournament tow towboat towel toweling
tower town township townsman townspeople toxicity toxin toy trachea tracing track tracker tracking tract traction
tractor trade trademark trader tradesman trading tradition traditionalism traditionalist traffic tragedian tragedy
trailer trailing trainee traineeship trainer training trainman trait traitor trajectory tram trampling tramway trance
tranquility tranquilizer transaction transactions transcript transcription transducer transformation transformer
transfusion transgression transience transistor transit transition translation translator translucence transmission
transmitter transmitting transmutation transparency transpiration transportation transvestitism trap trapper trapping
trash trauma traveler traveling traveller travelling travelogue tray treachery treadmill treason treasure treasurer
treasury treatise treatment treaty tree treetop trek tremor trench trend trepidation trestle trey triad trial
triamcinolone triangle tribe tribunal tribune tribute trick trident trier trigger trill trilogy trimming trinity
trinket trio trip triphammer tripod tripoli triumph triviality troika trojan troll trolley trombone troop trooper
troops trophy trouble troubleshooter trough troupe trouser trout troy truce truck trucking truculence trump trumpet
trumpeter trumpets trunk trunks truss trustee truth truthfulness tsar tsunami tub tuba tube tuberculosis tubing tubule
tucker tuft tuition tularemia tulip tumbler tumbling tumor tumour tumult tun tuna tune tung tungsten tunic tuning
turban turbinate turbine turbulence turf turkey turmoil turner turning turnout turnover turnpike turntable turquoise
turret turtle tutor tutorial tv twain tweed twenties twig twilight twinge twins twirler twitching twitter tying type
typewriter typewriting typhoid typhoon typhus typing typography tyranny tyrant tyre tyrosine ugliness ulcer ulceration
ulster ultimatum ultracentrifugation ultracentrifuge ultrasound ultraviolet umbrella umpire unambiguity unawareness
unbalance uncertainty uncle unconcern unconfessed underachievement underachiever underbrush undercurrent undergraduate
underling undersecretary undershirt underside understanding understatement undertaker undertaking underwear underwood
underworld undoing unease uneasiness unemployment unfolding unhappiness unicorn unification uniform uniformity
uninitiate union unionist uniqueness unison unit uniting unity universality universe university unloading
unpredictability unrealism unreality unreason unrest unselfconsciousness unselfishness untruth unwillingness
upbringing upheaval upkeep uplifting uppercut uprising uproar upshot upside uptake uptown uranium urchin urgency
urging urine urn usage usefulness uselessness user using ut utensil utility utilization utopia utterance vacancy
vacation vacationing vaccinating vaccination vaccine vacuolization vacuum vagabond vagueness vale valentine valet
validation validity valley valor valuation value values valve vamp vampire van vandal vandalism vane vanguard
vanishing vanity vantage vapor vaporization vaquero var variability variance variation variety varsity vase vassal
vaudeville vault vector vegetable vegetarian vegetation vehemence vehicle vein vellum velocity velour velours velvet
vending vendor vengeance venom vent ventilation venue veracity veranda verandah verb verbena verdict verge
verification verisimilitude verity vermouth veronica versatility verse version vertebrate vertex vertigo verve vessel
vestibule vestige vet veteran veto vexation viability viaduct vial viand vibe vibrancy vibration vicar vice viceroy
vicinity victim victor victory video view viewer viewers viewing viewpoint vigilance vigilantism vignette vigor villa
village villager villain vindication vine vinegar vineyard vintage vinyl viola violation violence violet violin
violinist viper virgin virginity virtue virulence virus visa visage viscometer viscosity viscount visibility vision
visitation visiting visitor vista visualization vitality vitals vitamin viva vividness vocabulary vocalist vocation
vodka vogue voice volcano volition volley volleyball voltage voltmeter volume vomiting voodoo vortex voter voting
vowel vox voyage voyager vulnerability vulture wadi wads wafer waffle wage wager wages wagon wailing wainwright waist
waistband waiter waitress wakefulness walker walkout walkover walkway wall wallet wallflower wallpaper wally walnut
walrus waltz wand wanderer waning war ward warden wardrobe wardroom ware warehouse warehousing warfare warhorse
warlock warlord warmer warmongering warmth warner warning warren warrior warship wart wartime washbasin washbowl
washing washup wasp wastebasket wasteland wastewater wasting watcher watching watchmaker watchman water watercolor
watercolorist waterfall waterfront watering waterloo watermark waterproofing waters watershed waterway watt wattle
wave wavelength waving wax waxing way ways wayside weakening weakness wealth weaning weapon weaponry wearer weariness
weasel weather weaver weaving web weber website wedding wedge weed weeds week weekday weekend weighing weight
weighting weightlessness weightlifting weir welding welfare wellness welter welterweight wen werewolf west westerner
wetland wetness wetting whale wharf wheat wheel wheelbase wheelchair wheeler wheeling whereabouts wherefore whiff
while whim whir whirling whirring whiskers whiskey whisky whistling whit whiteface whitehead whiteness whodunit
wholesaler whore whorl why wickedness wicker wicket widening widow widower widowhood width wiener wife wig wight
wigmaker wildcat wildcatter wilderness wildlife wildness wile will willingness willow willpower wind windbag windbreak
windfall windmill window windowpane windowsill windshield wine wineglass winery wing wingback winger wingman wings
wingspan winner winter wintertime wire wiring wisdom wisenheimer wishing wisp wit witch witchcraft withdrawal withe
withholding wits wizard woe wolf wolverine woman womb wonderfulness wonderland wood woodcarver woodgrain woodgraining
woodland woodpecker woods woodshed woodwork wool word wording words workbench workboard worker workforce workings
workman workout workplace works worksheet workshop worktable workweek world worm worriment worship worshipper worsted
worthlessness wound wow wrack wrapper wrapping wrath wreath wreckage wren wrestler wrestling wretch wretchedness
wright wrinkle wrist writ writer writing wrongdoing xenon xylem xylophone yacht yahoo yang yard yardage yarder
yardstick yarn yaws year yearbook yearning years yeast yelling yelping yen yeomanry yes yeshiva yesterday yesteryear
yin yoga yoke yokel youngster youth yr yuan yucca zeal zebra zee zenith zeppelin zero zest zeta zinc zipper zloty
zodiac zombie zone zoning zoo zoology
""".split()
)

VERBS = frozenset(
    """
abandon abet abhor abide abolish abound abridge abrogate absorb abstain abuse accede accelerate accentuate accept
acclaim acclimatize accommodate accompany accomplish accord accost accredit accrue acculturate accumulate accuse
accustom ache achieve acknowledge acquaint acquiesce acquire acquit activate actuate adapt add address adhere adjoin
adjourn adjust administer admire admit admix admonish adopt adore adorn adsorb advance advertise advise advocate
aerosolize affect affirm affix afford agglomerate aggravate agitate agree aid aim alienate alight align allege
alleviate allocate allot allow alphabetize alter amass amaze amble amend amplify amputate amuse analyse analyze anchor
animize annihilate announce annoy answer antagonise antagonize anticipate apologize appear appease append applaud
apply appoint apportion appraise appreciate apprehend approach approve approximate arbitrate arch archaize argue arise
arouse arraign arrange arrest arrive arrogate articulate ascend ascertain ascribe ask aspire assail assassinate
assemble assert assess assign assimilate assist associate assume assure astonish astound atone attach attack attain
attempt attend attest attract attribute attune audition augment augur authenticate authorize automate avail avenge
avert avoid await awaken babble bach backstitch badger baffle bake balk ban bandy bang banish baptize barbecue base
bask baste bat bathe batter bawl be bear beat beautify beckon become bedamn befall befit befog befriend befuddle beg
beget begin beguile behave behead behold behoove belabor belie believe bellow belong bemoan bend berate beseech beset
besiege besmirch bespeak bestow bet bethink betray bevel bewail beware bewilder bewitch bicker bid bide bilk billow
bind birdie bite blab blacken blame blanch blaspheme blast bleat bleed blend bless blink blister bloom blubber blurt
blush boast bob bode bogey boggle boil bolster boo boom boomerang boost bore borrow bother bounce bow boycott brace
brag brandish breach break breathe brighten bring broaden broil browbeat bruise bruit brush buck buckle budge buffet
build bullshit bump burgeon burke burn burnish burst bury bushwhack bust bustle butcher butt buy buzz bypass cackle
calcify calculate calibrate call calumniate camouflage can cancel canonize canvass caper capitalize capitulate
captivate capture care careen caress caricature carry carve cascade cast castigate catapult catch catechize categorize
cater caucus cause cavort caw cease celebrate centralize centrifuge cerebrate certify chafe chaff challenge chandelle
change chant characterize charge chase chat chatter cheat check cherish chevy chew chide chirp chivy choke choose chop
choreograph chortle chronicle chuck chuckle chuff chug churn circulate circumscribe cite citrate claim clamber clamor
clamp clang clank clap clarify clasp classify clatter cleanse cleave clench click climb clinch cling clink clobber
clog clomp close clothe cluck clutch coagulate coalesce coax cock coddle codify coerce coexist cohere coil coincide
collaborate collapse collate collect colonize combine come commandeer commemorate commence commend commiserate commit
communicate communize commute compare compel compensate compete compile complain complicate comply compose compound
comprehend compress comprise compute conceal concede conceive concentrate concern conciliate conclude concoct concur
condemn condense condone conduct confer confess confide confine confirm confiscate conform confound confront confuse
congeal congratulate congregate conjoin connect connote conquer conscript conserve consider consign consist console
consolidate consort conspire constitute constrict construct construe consult consume consummate contain contaminate
contemplate contend continue contradict contribute contrive convene conventionalize converge converse convert convey
convict convince convulse cook cooperate coordinate cope correct correlate correspond corroborate corrode cosponsor
cough count counteract counterchallenge cover covet cower crack crackle cram crane crash crave crawl creak crease
create creep cremate cringe cripple crisscross criticise criticize croak crochet croon cross crouch crow crucify
cruise crumble crumple crush cry crystallize cuddle culminate cultivate cure curl curse curtail cushion cut dab dabble
dampen dance dangle dare darken darn dart dash daunt daydream dazzle deaden deal debilitate deceive decelerate
decentralize decertify decide declaim declare decline decompose decorate decrease decry dedicate deduce deduct deem
deepen defeat defecate defend defer define defraud defray defrost defy degas degenerate deglycerolize degrade deign
delay delegate delimit deliver delude delve demand demarcate demean democratize demolish demonstrate demote demur
demythologize denote denounce dent deny depart depend depersonalize depict deplore deploy depose deposit deprave
depress deprive deride derive descend describe desecrate desert deserve design designate despatch despise despoil
destine destroy detach detain detect deter deteriorate determine detest detonate detract detribalize devastate develop
deviate devise devote devour diagnose dial dialyze dictate die differ differentiate diffuse dig digest dignify digress
dilate dilute diminish dine dip direct disable disabuse disagree disallow disappear disappoint disapprove disarm
disassemble disband disbelieve disburse discard discern disclose disconnect discontinue discount discourage discover
discriminate discuss disdain disenfranchise disengage disentangle dishearten dishonor dishonour disintegrate disinter
dislike dislodge dismember dismiss dismount disobey disown dispatch dispel dispense disperse displace display dispose
disprove dispute disqualify disregard disrobe disrupt dissect dissemble disseminate dissipate dissolve dissuade
distill distinguish distort distract distribute distrust disturb diverge divert divest divide divulge do docket dodge
dominate domineer don donate doom double dovetail downgrade download doze draft drag drain dramatize drape draw dread
dress dribble drift drill drink drip drive droop drop drown drowse dry dub duck dump dunk dupe duplicate dwarf dwell
dwindle dye earn ease eat ebb echo economize eddy edify edit educate efface effectuate effloresce ejaculate eject
elapse elate elect elevate elicit eliminate elongate elucidate elude elute emanate emancipate emasculate embark
embarrass embed embellish embezzle embitter embody embolden emboss embrace embroider embroil emerge emigrate emit
emphasize employ empower emulate enable enact encamp encase enchant encipher enclose encompass encounter encourage
encroach encrust endanger endear endorse endow endure energize enervate enforce engage engender engrave engross engulf
enhance enjoin enjoy enlarge enlist enliven enmesh enquire enrage enrich enrol enroll ensconce enshrine ensue ensure
entail enter entertain enthrall enthrone entice entitle entomb entrench entrust enumerate enunciate envelop environ
envisage envision envy epitomize equate equilibrate equip eradicate erase erect erode err erupt escape eschew escort
espouse establish estimate etch eulogize evacuate evade evaluate evaporate eventuate evoke evolve exacerbate
exaggerate exalt examine exasperate exceed excel except excise excite exclaim exclude excommunicate excoriate execute
exemplify exert exhale exhaust exhibit exile exist exonerate exorcise expand expect expedite expel expend expiate
expire explain explode exploit explore export expose expound express expunge extend extenuate exterminate extinguish
extirpate extract extrapolate extricate extrude exude facilitate fade fail fall falsify falter fancy fascinate fasten
fathom fatten favor faze federalize feed feel feign feint felicitate fell ferry fertilize fetch fete fidget fight file
fill filter finance find finish fit fix fizzle flake flank flap flash flatten flatter flaunt flee flex flick flicker
flinch fling flip flirt flit float flocculate flog flop flounce flounder flourish flout flub fluoresce flush fluster
flutter fly fold follow forbid forecast foreclose forego foreknow foresee foreshorten forestall forfeit forge forget
forgive forgo formulate forsake forswear fortify foster found fractionate fracture fraternize freeze fret frighten
frizzle frogmarch frown frustrate fry fulfil fulfill fulminate fumble fume furl furnish fuse fuss gabble gain gallop
gamble gape garland garner gash gasp gather gauge gawk gaze gear generalize generate germinate gesticulate get geyser
giggle gild gird give glance glare glaze gleam glean glide glint glisten glitter gloat glom glorify glow glower glue
glut glycerolize gnash gnaw go goad gobble goof google gore gorge gouge govern grab graduate grant grapple grasp
gratify graze greet grieve grimace grin grind grip groan groom grope grovel grow growl grumble grunt guarantee guess
guide gull gulp gush guzzle gyrate haggle hail halt hamper handle hang hanker happen harangue harass harden harrow
harry harshen harvest hasten hatch hate haul haunt have heal hear heave hector heed heft heighten heist help herald
hesitate hibachi hibernate hide highlight hijack hinder hint hire hiss hit hitch hobble hock hog hoist hold holler
homogenize honeymoon honor hook hoot hoover hop hope hover huddle hug hum humanize humiliate hunt hurdle hurl hurry
hurt hurtle hush hustle hypnotize hypothesize identify idolize ignite ignore illuminate illumine illustrate imagine
imbed imbibe imitate immerse impair impale impart impede impel imperil impersonate impinge implant implement implore
imply impose imprecate impress imprint imprison improve improvise impute inaugurate incapacitate incise incite incline
inclose include incorporate increase incubate inculcate incur indicate indict indoctrinate indorse induce induct
indulge infect infer infest infiltrate inflame inflate inflect inflict inform infuriate ingest inhabit inherit inhibit
initiate inject injure inlay innovate inquire inscribe insert insist inspect inspire instal install instigate
institute institutionalize instruct insulate insult insure integrate intend intensify inter interact intercede
intercept interconnect interfere interject interlace interlock internalize interpenetrate interpose interpret
interrupt intersect intertwine intervene interview interweave intimidate intone introduce intrude intrust inure invade
invalidate inveigh invent invert invest investigate invite invoke involve iodinate irrigate irritate isolate issue
italicize itch itemize jab jabber jam jangle jeer jeopardize jerk jig jilt jimmy jingle jive jog joggle join josh
jostle judge jump justify juxtapose keep keynote kick kidnap kill kiss knead kneel knit knock know label lace lacerate
lag lam lament laminate lampoon languish lash latch laugh launch lay laze lead lean leap learn leave leer legislate
legitimize lend lengthen lessen let levant levy liberalize liberate lick lie lift lighten like limit linger link
lionize liquidate listen live loathe lob locate lock lodge loiter look loom loop loosen lope lose lounge love lower
lug lunge lurch lure lurk lynch lyophilize madden madrigal magnetize magnify mail mainline maintain make malinger
maltreat manage manifest manipulate manufacture mar marinate mark marry marvel mash masquerade massacre massage
mastermind match materialize matriculate maximize mean meander measure meddle mediate meditate meet melt memorize mend
mention merge mesh mesmerize metabolize metamorphose mew migrate militate mince mingle minimize miscalculate miscarry
misconstrue misfire misgauge misinterpret misjudge mislay mislead mismanage misname misperceive misplace misquote
misread misrepresent miss mistrust misunderstand misuse miter mitigate mix moan mobilize mock modernize modify moisten
mold molest mollify monitor monopolize moo mop motivate mottle mould mount mourn move mow muck muffle mull multiply
mumble munch murmur muse muster mutilate mutter mystify nab nag nail narcotize narrate nasale nationalize naturalize
navigate necessitate need neglect negotiate nestle nettle neutralize nip nod nominate notarize notch note notice
notify nourish nucleate nudge nurture nuzzle obey oblige obliterate obscure observe obsess obstruct obtain occlude
occupy occur offend offer officiate offsaddle offset ogle omit open operate oppose oppress opt ordain organise
organize orient originate ossify ostracize oust outclass outdistance outdo outdraw outface outfight outgeneral outgrow
outlaw outline outlive outmaneuver outmode outnumber outplay outrun outsmart outstrip outweigh overburden overcome
overdose overdrive overeat overemphasize overestimate overexpose overfeed overfill overflow overhaul overhear overheat
overindulge overlap overlay overload overlook overpower overproduce overreach override overrun oversee overshadow
overshoot overstep overstrain overtake overthrow overturn overwhelm overwork owe oxidise pacify pack paddle paint pall
pamper pant paralyze parch pardon pare parlay parry partake participate pass pat patronize pause pay peck peddle peek
peel peep peer pelt penalize penetrate pepper perceive perch perform perish permeate permit perpetrate perpetuate
persecute persevere persist personalize personify persuade pertain perturb peruse pervade pester petrify philosophize
pick pierce pilfer pillory pin pinch ping pinpoint pioneer piss pitch pivot plague plan plat play plead please pledge
plod plow pluck plummet plunge plunk ply poach podcast poise poke polarize polish pommel ponder pooch pop populate
portend portray pose possess postpone postulate pounce pour practise praise prance prattle pray preach prearrange
precede precipitate preclude precondition predict predominate preempt prefer preisolate preoccupy prepare presage
prescribe present preserve preside press presume presuppose pretend prevail prevent prick print prise probe proceed
proclaim procrastinate procure prod produce profess proffer prohibit prolong promise promote prompt promulgate
pronounce propel prophesy propose proscribe prosecute prosper protect protest protrude prove provide provoke prowl pry
publicize publish pucker puff pull pulsate pulverize pummel pump punch punctuate puncture punish punt pupate purchase
purge purify purl purloin purport pursue push put putt puzzle pyramid quadruple quail qualify quarrel quash quell
quench query quicken quickstep quip quit quiver quote radiate raid raise rake rally ram ramble ransack rap rape ratify
rationalize rattle reach reacquaint react reactivate read readapt readjust reaffirm realign realise realize reap
reappear rearrange reassail reassemble reassert reassign reassure reawaken rebound rebuff rebuild rebuke rebut
recalculate recall recapitulate recapture recede receive recess recite reckon reclaim reclassify recognise recognize
recoil recollect recommend reconcile recondition reconnoiter reconsider reconstruct reconvene reconvert recopy recount
recoup recover recreate recruit recur redden redecorate rededicate redeem redefine redesign redirect rediscover
redistribute redouble reduce reecho reek reelect reenact reenforce reestablish reevaluate reexamine refashion refer
refill refinance refine reflect refuel refurbish refuse refute regain regale regard register regret regroup regulate
rehabilitate rehash rehearse reign reimburse reinforce reinstall reinstate reinterpret reiterate reject rejoice rejoin
relace relate relax relay relearn release relegate relent relieve relinquish relive reload relocate rely relyric
remain remake remand remark remarry remember remind reminisce remit remodel remonstrate remount remove rename rend
render renew rent reopen reorder reorganize repair repay repeal repeat repel repent rephrase replace replant replenish
replicate reply report represent repress reprimand reprise reproduce repudiate repulse repute request require
requisition reread rerun reschedule rescind rescue reseal resemble resent reserve reset resettle reshape reside resift
resign resist resmudge resolve resort resound respond restart restate restock restore restrain restrict resume
resurrect resuspend retain retaliate retard retch rethink retie retire retort retrace retract retranslate retreat
retrieve return reunite reuse rev revamp reveal revel reverberate revere reverence reverse revert review revile revise
revitalize revive revolutionize revolve rewrite ricochet rid riddle ride ridicule riffle rig ring rinse rip ripen rise
risk ritualize rival rive rivet roam roar roast rob roleplay roll romanticize romp roost rot rotate roughen rouse rout
rove rub ruffle rummage run rupture rush rust rustle sacrifice sadden safeguard sag sail salivate salute salvage
sanction sap sashay satiate satisfy saturate saute save savor savvy saw say scab scamper scan scandalize scare scarify
scatter schedule scoff scold scoot scorch scour scout scowl scramble scrape scratch scrawl scream screech screw
scribble scribe scrounge scrub scrutinize scud scuff scurry scuttle seal sear search secede seclude secrete secularize
secure seduce see seek seem seep segregate seize select sell send sensitize sentimentalize separate serve set settle
sever sew shake shamble shanghai share sharpen shatter shave shed shelve shift shimmy shine shirk shiver shoot shorten
shout shove show shrink shroud shrug shudder shuffle shun shut shuttle sicken sidestep sidle sift sigh sign signify
simmer simplify simulate sing singe sink sip sire sit situate sizzle skedaddle skid skim skip skulk skylark slacken
slam slap slash slate slaughter slaver sleep slide slime sling slink slip slop slug sluice slumber slump slurp smack
smash smear smell smile smirk smite smolder smother smuggle snag snap snarl snatch sneak sneer snicker sniff snigger
snoop snore snort snub snuggle soak soar socialize soften solder solicit solve soothe sorb sour souse sow span spang
spare speak spear spearhead specialize specify speculate spend spill spin spit splash splice split spoil sponge
sponsor spout sprain sprawl spread sprinkle sprint sprout spurn sputter spy squall squash squat squawk squeak squeal
squeeze squelch squint squirm squirt stab stabilize stack stagger stain stake stalk stammer stamp stampede stand
standardize stare start startle starve stay steal steam steer sterilize stiffen stifle stimulate sting stink stipulate
stir stoke stomp stoop stop stow straddle strafe straggle straighten strangle stratify stray strengthen stretch strew
stride strike strive stroll strop strum stud stumble stun stutter sub subcontract subdue subjugate submerge submit
subpoena subscribe subside subsidize subsist substantiate substitute subtend subtitle subtract subvert succeed succumb
suck sue suffer suffice suffocate suffuse suggest sulk sulphur summarize summate summon sunder sup superimpose
superintend supersede supervise supplant supplicate supply support suppose suppress surfeit surge surmise surmount
surpass surprise surrender surround survey survive suspect suspend sustain swab swagger swallow swap swarm swathe sway
swear sweep swell swerve swim swindle swing swipe swirl swish switch swivel swoon swoop symbolize sympathize sync
synchronize synthesise synthesize systematize tabulate tack tackle tag tailor take talk tamper tantalize tap taper
tarnish tarry tat taunt teach tear tease teem teeter telescope televise tell tempt tend terminate terrify terrorize
test testify tether thank thaw theorize thicken think thrash thread threaten thresh thrive throb throw thrust thud
thump thwart tie tighten tilt tinge tingle tinker tinkle titter toast toil tolerate topple torture toss totter touch
trace trail train tramp trample transact transcend transcribe transfer transfix transform transgress translate
transmit transmute transpirate transplant transport transpose travel traverse tread treat tremble trespass trickle
trim triple trot trudge trundle trust try tuck tug tumble tunnel turn tweeze twiddle twine twinkle twirl twist twitch
typify unclasp uncork uncover uncurl underestimate undergo underlie underline undermine underpin underrate underscore
understand understate undertake underwrite undo undress undulate unearth unfasten unfold unhitch unify unite
universalize unlace unlash unleash unload unlock unmask unpack unravel unscramble unscrew unsheathe unsolder unteach
unthaw untie unveil unwind unwire update upgrade uphold upholster uplift upraise uproot upset urbanize urge use usher
usurp utilize utter vacate validate vanish vanquish vary veer veil venerate ventilate venture verify vest vex vibrate
victimize vie vindicate violate visit visualize vivify vocalize volunteer vomit vote vouch vouchsafe vow wad wade waft
wag waggle wail wait waive wake walk wallop wallow wander wane wangle want warble warn warp warrant wash waste watch
waver waylay weaken wean wear weatherstrip weave wed weep weigh welch welcome weld welsh wend whack wheedle wheeze
whet whimper whine whinny whip whirl whisk whisper whistle whiten whiz whoop widen wield wiggle wilt win wince wink
winnow wipe wisecrack wish withdraw wither withhold withstand witness wobble wonder woo woolgather work worry worsen
wrangle wrap wreak wreathe wreck wrench wrestle wriggle wring write writhe yank yap yawn yearn yell yelp yield zigzag
zip zoom
""".split()
)

ADJECTIVES = frozenset(
    """
abandoned abashed abbreviated abdominal aberrant abhorrent abiding abject ablated ablaze able abnormal abominable
aboriginal abounding aboveground abrupt absent absentminded absolute absorbed absorbing absorptive abstract abstracted
abstractive absurd abundant abused abusive academic accelerated acceptable accepted accepting accessible accidental
accompanied accompanying accomplished according accountable accredited accrued accumulated accurate accusative
accusing accustomed aching acidic acknowledged acoustic acoustical acquainted acquired acquitted acrobatic activated
active activist actual acute adamant adaptable adapted adaptive addicted additional addlebrained addressed adept
adequate adjacent adjectival adjustable adjusted administrative admirable admired admissible adolescent adopted
adoptive adorable adored adorned adrenal adroit advanced advancing advantageous adventurous adverbial adverse
advertised advisable advised advisory aerated aerial aerobic aerodynamic aeronautical aerosolized aesthetic affected
affecting affectionate afferent affiliated affirmative affixed afflicted affluent affordable afire aflame aflare
afloat aforementioned aforesaid afraid agape aged aggravated aggregate aggressive aghast agile aging agitated agrarian
agreed agricultural aground ahorseback aided ailing aimless ain airborne aired airless airy akin alarmed alcoholic
alert alfresco algebraic alien alienated aligned alike alive alkaline all alleged allegro allergic allied alligatored
allocable allotted allowable almighty aloof alpine alright altered alternate alternating alto alveolar amalgamated
amazed amazing amber ambient ambiguous ambitious ambivalent amenable amended amiable amicable amino amiss amorous
amorphous amphibious ample amused amusing anaerobic anal analeptic analog analogous analytic analytical analyzed
anastomotic anatomic anatomical ancestral ancient anemic angelic angered angled angry anguished angular anhydrous
animate animated annihilating announced annoyed annoying annual anomalous anomic anonymous another answering
antagonistic antebellum anterior anthropological anthropomorphic anti antibiotic antic anticipated antique antiseptic
antithetical antithyroid antitrust anxious any apical apocalyptic apocryphal apologetic apostolic appalled appalling
apparent appealing appellate applicable applied appointed appreciable appreciated appreciative approachable
approaching appropriate approved apt aquatic aqueous arable arbitrary arboreal archaeological archaic arched
archeological arching architectural archival ardent arduous argent argumentative arid aristocratic armed armored
armoured aromatic aroused arranged arresting arrogant arterial arteriolar articulated artificial artistic arty
ascending ascertainable ashamed ashen asleep aspiring assassinated asserted asserting assertive assigned assisted
assorted assumed assuming assured asteroid asteroidal astonished astonishing astounding astral astringent astronomical
astute asymmetric asymptotic atheistic atheromatous athletic atmospheric atomic atrophic atrophied attached attacking
attained attempted attended attentive attested attired attractive attributable atypical auburn audacious audible
auditory augmented august austere authentic authorised authoritarian authoritative authorized autobiographical
automated automatic automotive autonomic autonomous available average avid avowed awaited awake awakened aware awed
awesome awestruck awful awkward awry axial axiomatic azure babelike backed bacterial bad baffling baggy baked baking
balanced bald balding baleful balking ballistic banal bandaged banded bankrupt banned baptised baptized barbaric
barbed bare bared barefoot baritone baronial baroque barred barren basal based bashful basic basophilic bated bats
battered battleful bawdy beaded beady beaming bearded beardown beaten beautiful becoming bedfast bedraggled beefy
beforehand befuddled beguiling behavioral beheaded beige belated believable belligerent beloved belowground bended
beneficial benevolent benign bent besieged bespectacled best bestial bestubbled betrothed better betting bewhiskered
bewildered bewitched biased biblical bibliographical biennial big bigger bilateral bilingual billed billion billowing
bimolecular binary binomial biochemical biographical biological biomedical bipartisan bipolar birch bisexual biting
bitter bittersweet bizarre black blackened blackish bladed blamed blanched bland blank blasphemous blasted blasting
blatant blazing bleached bleak bleary blended blessed blighted blind blinded blindfolded blinding blinking blissful
blistering blithe blockading blocked blond blooded bloodless bloodstained bloodsucking bloodthirsty bloody blooming
blown blue bluish blunt blurred blushing blustery boastful bodied bogus bohemian boiled boisterous bold bonnie bony
booked booming boon booted bordered borderline bored boring born botanic botanical both bothered bottomless botulinal
bouffant bound bounded boundless bourgeois bovine bowed bowing boxed boyish braced brackish braided brainy branched
branching branded brash brassy brave brazen breathed breathless breeding brief bright brilliant brindle brisk brittle
broad broadband brocaded broke broken bronchial bronchiolar bronzed brooding brotherly brown brownish brunette brushed
brushy brutal bubbling bucolic budgetary built bulging bulky bullnecked bully bullying buoyant burdened bureaucratic
buried burly burned burning burnt bushwhacking bushy businesslike busted bustling busy butch buttoned buttressed
buzzing bygone cackly cadaverous cagey calculated calculating callous calloused calm calorimetric canary cancelled
candid canine canned canonical canonist canonized cantering capable capitalist capitalistic capped captivating cardiac
cardinal cardiovascular carefree careful careless careworn caring carmine carnal carpeted carved carven casebook
cassocked casual catalytic catapultian catastrophic catatonic categorized catholic causal causative cautious cavalier
cd ceaseless celebrated celestial cellular centenary centered central centralized ceramic cereal cerebral ceremonial
certain certified cervical chained challenging chambered changed changing chanted chantlike chaotic charged
charismatic charitable charming chartered cheap cheating checked cheerful cheery chemical cherished cherry chestnut
chic chief childish childless childlike chilling chilly chinked chinless chipper chiseled chivalrous chockful choked
choosy chopped choral choreographic christian chromatographic chronic chronological chunky churchgoing churning ci
cinematic circular circulating circumspect civic civil civilian civilized cl clad clammy clamorous clandestine
clanging clanking clannish classic classical classificatory classified classless clawed clean cleansing clear cleared
clearheaded clement clenched clerical clever climatic clinched clinical clipped clockwise clogged clogging clonic
closed closing clothed clotted clouded cloudy clumsy clustered cluttered coarse coarsened coastal coated coaxial
coaxing cockeyed cocky cod coexistent cognate cognitive coherent cohesive coiled cold collaborative collapsible
collateral collected collective collegiate colloidal colloquial colonial colored colorful colorless colossal colour
coloured colourful columned columnlike combatant combinable combined cometary comfortable comforted comforting comic
comical coming commanding commemorating commemorative commendable commensurate commercial commissioned committed
common commonplace commonsense communal communicational communicative communist communistic compact comparable
comparative compassionate compatible compelling compensated competent competitive complaining complementary complete
completed completing complex compliant complicated complimentary composed comprehensive compressed compromising
compulsive compulsory computational concave concealed conceivable concentrated conceptual concerned concerted
conciliatory concise concluded concluding conclusive concordant concretistic concurrent condemnatory condemning
condescending conditional conditioned confederate confident confidential confiding configured confined confining
confirmed confirming conflicting confluent confused confusing congenital congested congestive conglomerate
congratulatory congregational congressional conical conjoined conjugal conjugated connected connective conscientious
conscious consecrated consecutive consequent conservative conserved considerable considerate considered consistent
consolidated consoling consonantal conspicuous constant constituted constitutional constrained constraining
constricted constricting constructive consular consultative consuming consummated consumptive contained contaminated
contemplative contemporary contemptible contemptuous contented contentious contested contiguous continental continual
continued continuing continuous contraband contracted contractual contradictory contrary contrasting contributing
contributory contrived controlled controlling controversial convenient conventional conversational converted convex
convinced convincing convivial convulsive cooccurring cooked cool cooperative coordinated coordinating cordial
corinthian cornered corporate corporeal corrected correctional correlated corresponding corrosive corrugated corrupt
corrupted cortical corticofugal cosmetic cosmic cosmopolitan costly counterbalanced countless countrywide countywide
coupled courageous courteous covered covert coveted cowardly cowled cozy cracked crafty craggy cramped crank cranky
crashing craved craven crazed crazy creamy creative credible creditable credited creedal creepy crescendo crescent
crested cretaceous crimson cringing crippled crippling crisp crisscrossed critical crocked crocketed crooked cropped
crossed crotchety crowded crowned crowning crucial crude cruel crummy crumpled crushed crushing crusted crying cryptic
crystalline cubic cubist culinary cultivated cultural cultured cumbersome cumulative cured curious curled curling
curly curricular cursed cursory curt curtained curved curving custodial customary cute cv cyclic cylindrical cynical
dabbled dainty damaged damaging damn damned damp dangerous dank dapper dappled dark darkened darkening darned dashed
dashing dated dauntless dazed dazzling dead deadened deadly deaf deafening dear deathlike deathly debilitating
decadent decayed deceased decent deceptive decided deciding deciduous decimal decisive declarative declared decorated
decorative decreased decreasing decreed dedicated dedifferentiated deductible deductive deep defeated defective
defending defensible defensive defiant deficient definable defined definite definitive deflated deformational deformed
defunct degraded dejected delayed deliberate delicate delicious delighted delightful deluxe demanding democratic
demographic demolished demonic demonstrable demonstrated demure demythologized denominational dense dental denuded
departed departmental dependable dependent depicted depleted deplorable deprecating deprecatory depressed depressing
deprived deranged derelict derisive derived descending described descriptive deserted deserved deserving designed
designing desirable desired desolate despairing desperate despicable despised despondent destined destroyed
destructive desultory detachable detached detailed detectable detected determinable determinate determined determining
detrimental devastating developed developing developmental deviant devilish devious devoid devoted devotional devout
dexter dexterous dextrous diachronic diagnostic diagonal diagonalizable diaphyseal diatomic dictated dietary different
differentiable differential differentiated difficult diffident diffused diffusing digestible digestive digital
dignified dilapidated diligent dim dimensional dimensioning diminished diminishing diminutive dingy diocesan
diplomatic dipped dire directed directing directional dirty disabled disabling disadvantaged disappointed
disappointing disarming disastrous discarded discernable discernible discerning discharged disciplinary disciplined
disclosed disconcerted disconcerting disconnected discontented discontinued discorporate discouraged discouraging
discourteous discovered discreet discrete discretionary discriminating disdainful diseased disembodied disfigured
disguised disgusted disgusting disheartened disheartening disheveled dishonest disillusioning disintegrative
disinterested disjointed disliked dismal dismantled dismayed dismaying dismissed disobedient disordered disorderly
disorganized disparate dispassionate dispersed displeased disposed dispossessed disproportionate disputable disputed
disqualified disrupted disruptive dissatisfied dissimilar dissipated dissolved distal distant distinct distinctive
distinguishable distinguished distortable distorted distracted distraught distressed distressing distributed
distributive disturbed disturbing disused divergent divers diverse diversified diverted divided divine divisional
divisive divorced dizzy docile doctoral doctrinaire doctrinal documented dogged dogging doglike dogmatic doleful domed
domestic dominant dominated dominating domineering done doomed doped dormant dorsal dosed dotted doubled doubtful
downcast downhill downtown downtrodden downward drab drafty dragging drained draining dramatic draped drastic draughty
drawn dreadful dreamed dreamlike dreamy dreary drenched dressed dressy dried drifting drilled driven driving drizzling
dropping drowsy drugged drugless drunk drunken dual dubious due dull dulled dumb dumfounded dummy dun duplicable
durable dusky dusty dwindling dyed dying dynamic each eager eared earliest early earned earnest earsplitting
earthbound earthlike earthly earthshaking earthy eased eastbound eastern eastward easy eatable ebullient eccentric
ecclesiastical echoing eclectic ecological economic economical ecstatic ecumenical edematous edentulous edged edgy
edible edifying edited educated educational eerie effective efficacious efficient effortless egocentric eight eighteen
eighteenth eighth eighty elaborate elaborated elapsed elastic elderly eldest elected electoral electric electrical
electrifying electromagnetic electronic electrostatic elegant elemental elementary elevated eleven eleventh elfin
eligible elliptic elliptical elongated eloquent elusive emaciated emancipated embarrassed embarrassing embedded
emblematic embodied emboldened emergent emerging emeritus eminent emotional emphasized emphatic emphysematous
empirical employed empowered empty enabling enchained enchanted encircled enclosed encompassing encouraged encouraging
endangered endearing ended endemic endless endothelial endowed enduring energetic enervating enforceable enforced
engaged engaging engraved engrossed engrossing enhanced enigmatic enjoyable enlarged enlightened enormous enraged
ensuing entangled enterprising entertained entertaining enthusiastic entire entitled enveloping envious environmental
envisioned enwrapped enzymatic eosinophilic ephemeral epic epidemic epileptic epiphyseal episcopal epistolatory
eponymous equal equatorial equestrian equipotent equipped equitable equivocal ergotropic eroded erotic erratic
erroneous ersatz erudite erythroid escaped esoteric essential established esthetic estranged estranging etched eternal
ethereal ethical ethnic etymological euclidean eugenic euphoric evaluative evangelical evasive eventual evergreen
everlasting every everyday evidenced evident evidential evolutionary ex exact exaggerated exalted exasperated
exasperating exceeding excellent exceptional excessive exchanged excitatory excited exciting exclusive excruciating
excused executed exemplary exempt exhausted exhausting exhaustive exhilarating existent existential existing exotic
expanded expansive expectable expectant expected expedient expeditionary expendable expensive experienced experiential
experimental expired explanatory explicit exploded exploited exploratory explosive exponential exposed expository
expressed expressible expressionistic expressionless expressive exquisite extant extended extensive exterior external
extinct extinguished extra extralegal extramarital extraneous extraordinary extraterrestrial extravagant extreme
exuberant exultant eyed eyelike fabian fabled fabricated fabulous faced facetious facial facilitatory factual faded
failing faint fair faithful fake fallen falling fallow false faltering famed familiar famous fanciful fantastic
faraway fascinated fascinating fascist fashionable fashioned fast fastened fastidious fat fatal fated fateful fatigued
fattening fatty faulty faux favorable favored favourable favourite fearful fearless feasible feathered featured
featureless fecund federal feeble feline feminine feminist feral ferocious ferromagnetic fertile fervent festive fetal
fetching fetid feudal feverish few fewer fey fibrocalcific fictional fictitious fictive fiendish fierce fiery fifteen
fifteenth fifth fiftieth fifty figurative figured filled filmed filthy final financial fine finer fingered finicky
finished finite fired firm first firsthand fiscal fitted fitting five fixed flaming flaring flashy flat flattened
flawed flawless flecked fledged fledgling fleet fleeting fleshy flexible flickering flimsy floating flooded floppy
floral florid flourishing flowing fluent fluffy fluorescent flushed flying foamy focal focused folding folksy
follicular following fond foolhardy fooling foolish foolproof footed footloose foppish forbidden forced forceful
forceless fore foregoing foreign foremost forensic foreseeable forested forged forgetful forgotten forked forlorn
formal formalized formed former formidable formulated forthcoming forthright fortified fortunate forty fossil foul
fouled four fourfold fourteen fourteenth fourth fractional fragile fragmentary fragmented fragrant frail framed frank
frantic fraudulent frayed free freehand freelance freewheeling frenzied frequent fresh friable fried friendly
frightened frightening frightful frigid fringed frivolous frontal frostbitten frothing frowning frowzled frozen
fruitful fruitless frustrated frustrating fucking fueled fugal fulfilled full fumbling functional fundamental
fundamentalist funded fungal funky funny furious furnished furrowed furry furtive fuscous fused fusiform fussy futile
futuristic fuzzed fuzzy gabby gabled gaga gainful galactic gallant galling galvanic galvanizing gaping garbed garbled
gaseous gastrointestinal gathered gauche gaudy gaunt gauntleted gay geared genealogical general generalized generic
generous genetic genial gentile gentle gentlemanly genuine geographic geographical geologic geological geometric
geometrical germinal gerundial gesticulating ghastly ghostlike ghostly gibelike gifted gigantic gilded gilt ginger
gingerly girlish given glacial glad glamorous glaring glassless glassy glazed gleaming gleeful glinting glistening
glittering global glomerular gloomy glorified glorious glossy glottochronological gloved glowering glowing glued glum
goddam goddamn goddamned godforsaken godless godlike going golden gone good goofy gorgeous gory gossamer gothic
governing governmental gowned graceful gracious graded gradual graduated grammatic grammatical grand grandiose granted
granular granulocytic graphic graphical grassroots grassy grateful gratified gratifying gratuitous gravid
gravitational gray grazed greasy great greater greatest greedy green greenish gregarious grey greyish grievous grim
grimy gripping gritty grizzled groggy groomed grooved gross grotesque groundbreaking groundless grouped growing grown
gruesome gruff guarded gubernatorial guided guiding guileless guilty gullible gummy guttural gymnastic habitable
habitual hackneyed haggard haired hairless hairy hale halfway hallowed hammered handed handheld handicapped handled
handless handmade handsome handwoven handwritten handy hapless happy harassed hard hardcore hardcover hardened
hardworking hardy harmful harmless harmonic harmonious harsh hasty hated hateful hatless haughty haunted haunting
hazardous hazel hazy headed headless headstrong healed healing healthful healthy heard heartening hearty heated
heavenly heavy hebephrenic hectic heedless hefty held helpful helpless hemispherical hemolytic henpecked heraldic
herbal herculean hereditary hermetic heroic hesitant hesitating het heterogeneous heterosexual heterozygous hidden
hideous hierarchical high higher highland hilar hilarious hilly hind hired historic historical hitless hoarse hollow
holy homegrown homeless homely homemade homesick homicidal homogeneous homosexual homozygous honest honorable honorary
honored honourable hooked hopeful hopeless horizontal horned horrible horrid horrific horrified horrifying
horticultural hospitable hostile hot hourly howling hoydenish huddled huge human humane humanist humanistic
humanitarian humble humid humiliated humiliating humorous hunched hundred hungry hunted hurried hurrying hushed husky
hyaline hybrid hydraulic hydroelectric hydrophilic hydrophobic hydrous hyperbolic hyperemic hyperfine hypertrophied
hypnotic hypoactive hypophyseal hypophysectomised hypothalamic hypothetical hysterical ic iconic icy ideal idealized
identical identifiable identified ideological idiomatic idiosyncratic idiotic idle idolized idyllic ignited ignorant
ignored ii iii il ill illegal illegitimate illicit illiterate illuminated illuminating illusionary illusory
illustrative illustrious imaginary imaginative imitative immaculate immaterial immature immediate immense imminent
immoral immortal immune impacted impaired impartial impassable impassioned impatient impeccable impelled impending
imperative imperfect imperial imperious impersonal impervious impetuous impious implacable implemented implicated
implicit implike imploring important imported imposed imposing impossible impotent impoverished impractical imprecise
impregnable impressed impressionist impressive imprisoned improbable impromptu improper improved improving improvised
impudent inaccessible inaccurate inactive inadequate inadvisable inane inanimate inappropriate inaudible inaugural
inboard incalculable incandescent incapable incarnate incensed incertain incessant incidental incisive inclined
included inclusive incoherent incoming incompatible incomplete incomprehensible inconceivable inconsequential
inconsiderable inconsistent inconvenient incorporated incorrect increased increasing incredible incumbent incurable
indebted indecent indefatigable indefensible indefinable indefinite indelible indelicate independent indescribable
indeterminate indicative indie indifferent indigenous indignant indigo indirect indiscriminate indispensable
indistinct indistinguishable individualistic individualized indolent indoor indubitable induced indulgent industrial
industrious ineffable ineffective ineligible inept inert inescapable inevitable inexcusable inexhaustible inexorable
inexpensive inexperienced inexplicable inexpressible inextricable infallible infamous infantile infected infectious
infective inferential inferior infernal infertile infinite infirm inflamed inflammatory inflated inflected inflexible
influent influential informal informed infrared infrequent infuriating ingenious inglorious inhabited inherent
inherited inhibited inhibitory inhospitable inhuman inhumane initial injured inland innate inner innocent innovative
innumerable inoperable inorganic inquiring inquisitive insane inscribed inscrutable insensitive inseparable
insignificant insistent insolent insoluble inspirational inspired inspiring instantaneous instinctive institutional
institutionalized instructional instructive instrumental insubstantial insufficient insulting insuperable insured
insurmountable intact integral integrated intellectual intelligent intelligible intended intense intensified
intensifying intensive intent intentional interactive interchangeable intercollegiate intercontinental
interdepartmental interdependent interdisciplinary interested interesting interfaith interfering interim interlobular
interlocking intermediate intermeshed interminable intermittent intermolecular internal international interpersonal
interpretable interpretative interpreted interred interrelated interrupted intersecting interspecies interstate
interstellar interstitial intervening interwoven intimal intimate intimidated intimidating intolerable intractable
intradepartmental intrapulmonary intricate intriguing intrinsic introductory introjected introspective intrusive
intuitive invading invaluable invariable invariant invasive inventive inverse inverted investigative inveterate
invincible inviolate invisible invitational inviting involuntary involved invulnerable inward iodinated iodinating
ionic ionized irksome ironic ironical ironlike ironshod irrational irreconcilable irreducible irregular irrelevant
irremediable irreparable irresistible irresolute irresponsible irreversible irrevocable irritable irritated irritating
isolated isolationist isothermal isotonic isotopic isotropic iv ix jaded jagged jailed jammed jangling jarring jaunty
jazzy jealous jerking jerky jetting jeweled jingling jocose jocular joined joint joking jolly jolted jovial joyous
jubilant judicial juicy jumbled jumpy justified jutting juvenile keen kept keyed khaki killable kin kindled kindly
kindred kinesthetic kinetic kittenish knifelike knightly knockout knotted knotty knowing knowledgeable known kosher
labeled labelled labile laborsaving laced lacking lactating lacy laden ladened ladylike laid lamblike lame landed
landlocked landscaped languid lanky lapsed large larger larval lashing last lasting late latent lateral latest latter
laughing laureate lavender lavish lawful lawless lax layered lazy leaded leaden leading leaning learned leased
leathered leavened lee leering left leftist legal legendary legged leggy legislative legitimate lengthy lesbian
lessened lesser lethal levelheaded lewd lexical lexicostatistic li liable liberated licensed licked liege lifeless
lifelike lifelong lifted lighted lighthearted lightweight liked likely limited limiting limitless limp linear lined
lingual linguistic linked lipped liquid listed listless lit literal literary literate lithe littered little liturgical
liv livable lively livery livid living loaded loathsome lobular local localized located loco locomotive lofty logical
logistic logistical lone lonely long longhand longitudinal longstanding longtime looking loose loosened looted lordly
lost loud lousy loved lovely loving low lowered lowering lowest lowly loyal lucid lucky lucrative ludicrous lugubrious
lukewarm lumbar luminescent luminous lumpish lunar lunatic lurid luscious lush lusty luxurious lyrical macabre
machinelike macro macromolecular mad maddened maddening made magical magnetic magnificent magnified maimed main
maintained majestic major makeshift maladroit malformed malicious malign malposed mammalian mammoth managerial
mandatory mangled maniacal manic maniclike manly manned mantic manufactured many marbleized marginal marine marital
maritime marked marketable maroon marred married martial marvelous masculine masked masonic massive masted mastered
masterly matched matching mated maternal mathematical matt matted mature mauve maverick maxi maximal maximum mayoral
meager meandering meaningful meaningless measurable measured meaty mechanical mechanistic mechanized meddling medial
median mediated medical medicinal medieval meditative meek megakaryocytic melodic melodious melodramatic melted
melting memorable menacing mendacious menial mental mercantile merciful merciless mercurial mere merged meridian
meritorious merry mesenteric messy metabolic metallic metaphysical meteoritic meteorological methodical metric
metropolitan micro microbial micrometeoritic microscopic microsomal mid midi midland midway midwestern mighty migrant
migratory mild militant military milky million mimetic mimic mincing minded mindful mindless mined mini minimal
minimized minimum ministerial minor minus miraculous mirrored misbranded miscellaneous mischievous miserable misguided
misleading misplaced misrelated missed missing mistaken misty misunderstood misused mitral mixed mobile moblike
mocking mod modal modeled moderate modern modernized modest modified modular moist molal molded molecular molten
momentary momentous monastic monaural monetary monkish mono mononuclear monophonic monotone monotonous monstrous
montane monthly monumental moody moonlit moral moralistic morose morphemic morphologic morphological morphophonemic
mortal motional motionless motivated motivating motorized mottled mountainous mounted mournful mourning mousy moved
moving much muddied muddleheaded muddy muffled multicultural multidimensional multilateral multinational multiple
multiplied multitudinous mum mundane municipal mural murdered murderous murky muscular musical must mustached
mutational mute muted mutual myeloid myocardial myriad mysterious mystic mystical mythic mythical mythological nagging
naive naked nameless naming narrow narrowed nasal nascent nasty natal national nationalist nationalistic nationwide
native natural naturalized naughty nauseated nautical naval navigable neanderthal near nearby nearsighted neat
nebulous necessary necrotic nee needed needless needy negative neglected negligent negligible negro negroid
neighboring neither neo neoclassical neocortical neoliberal neolithic nerveless nervous nestled net netlike nettlesome
neural neurological neuromuscular neuronal neuropsychiatric neurotic neutral neutralized new newborn newfound next
nibbed nice nighted nightly nightmarish nihilistic nilpotent nimble nine nineteen nineteenth ninety ninth no noble
nociceptive nocturnal nodding nodular noisy nomadic nominal nominated nonassertive nonchalant nonchurchgoing
noncommissioned noncompetitive nondescript nonenzymatic nonequivalent nonexistent nonfunctional nonionic nonlinear
nonlinguistic nonmetallic nonobservant nonparticulate nonpartisan nonpolitical nonproductive nonprofit nonresident
nonspecific nonstop nonverbal nonvolatile nordic normal northbound northeastern northerly northern northernmost
northwest northwestern nosed nostalgic notable noted noteworthy noticeable noticed notorious nourished nubile nuclear
nude null numb numbing numerical numerous numinous nutrient nutritional nutritive nuts oaken obdurate obedient
objectionable obligated obligational obligatory obliged oblique oblivious obnoxious obscene obsequious observable
observant observational observed observing obsessed obsolescent obsolete obtainable obvious occasional occidental
occipital occluded occlusive occult occupational occupied oceanic octagonal ocular odd odious offbeat offended
offensive ohmic oiled oily ok okay old older oleophilic oleophobic olive olympian ominous omnibus omniscient oncoming
one onetime ongoing online onshore onstage opalescent opaque opened openmouthed operatic operating operational
operative opinionated opportunistic opposed opposing opposite oppressed oppressive optic optical optimal optimistic
optimum optional opulent oral oratorical orbital orchestral orchestrated ordained ordered orderly ordinary organic
organised organizational organized oriental oriented original ornamental ornate ornery orphaned orthodox orthogonal
orthographic orthopedic osseous ostentatious other outclassed outdated outdoor outer outgoing outlawed outlined
outlying outmoded outraged outrageous outside outspoken outstanding outstretched outward oval overactive overall
overbearing overconfident overcurious overdone overgrown overhand overhead overheated overland overloaded overlooked
overlooking overnight overpriced overprotective overriding oversized overt overturned overvaliant overweight
overwhelming owing own owned oxidised pacific packaged packed padded paid pained painful painless painted paired
palatine pale paleocortical pallid palpable panicked panoramic papal papery papillary paradoxical parallel paralyzed
paramagnetic parametric paramilitary paramount paranoid paranormal parasitic parasympathetic parched pardonable
parental parked parliamentary parochial parrotlike parted partial participating particular particularistic particulate
partisan passionate passive pasted pastel pastelike pastoral pasty patched patented paternal paternalistic pathetic
pathless pathogenic pathologic pathological patriarchal patriotic patristic patronizing patterned paved payable paying
peaceable peaceful peacekeeping peaked peaky peanut pearly peculiar pedagogical pedal pedantic pedestrian pediatric
peeled peevish pelvic penal penciled pendant pending penetrating peninsular penitentiary pensive penultimate peopled
perambulating perceived perceptible perceptive perceptual percussive peremptory perennial perfect perfumed perfunctory
perilous periodic peripheral perky permanent perpendicular perpetual perplexed perplexing persistent personal
personalized persuasive pert pertinent pervasive perverse pessimistic pestered pestering pestilential petite
petticoated petty pharmaceutical pharmacological philanthropic philharmonic philological philosophic philosophical
phonemic phonetic phonic phonologic phony phosphorescent photographic phylogenetic physical physicochemical
physiologic physiological pianistic pictorial pictured picturesque pierced piercing piezoelectric pigheaded pinched
pink pious piratical pissed pitched piteous pithy pitiable pitiful pitiless pitted pivotal placating placed placid
plain planar planetary planned planted plastered plastic platitudinous platonic plausible playable played playful
pleading pleasant pleased pleasing pledged plentiful pleural pliant plodding plotted plucked plump plumping plural
pluralistic plus plush poetic poignant pointed pointless poised poisonous polar polemical polished polite politic
political polluted polycrystalline polytonal pomaded pompous ponderous pontifical poor popular populated populous
pornographic porous portable portentous portrayed posed positioning positive possessed possessive possible postal
postdoctoral posted posterior postgraduate posthumous postwar potent potential pouring powdered powdery powered
powerful powerless practicable practical practiced practised pragmatic praising precarious precast preceding precious
precise precocious preconceived precooked precooled predatory predetermined predictable predictive predigested
predisposed predominant preeminent preexistent preferable preferential preferred pregnant prehistoric prejudiced
prejudicial preliminary preliterate premature premier premium premonitory preoccupied prepackaged preparative
preparatory prepared prepositional preposterous prepubescent prepupal prescribed presentable presentational preserved
presidential pressed pressing prestigious presto pretended prevailing prevalent preventive previous prewar priceless
prickly prima primal primary prime primed primeval primitive princely principal printable prior pristine private
privileged prizewinning pro probable probing problematic procedural processed proclaimed procreative prodigal
prodigious productive profane professional proficient profitable profound profuse progressive prohibited projected
projecting prolific prolonged prominent promising promotional prone pronounced propagandistic proper prophetic
propitious proportional proportionate proprietary prosodic prospective prosperous prostate prostrate protected
protecting protective proteolytic protestant proto protogeometric prototypical protruding proud proved proven
proverbial providential provincial provisional provocative provoked proximal proximate prurient pseudo psychedelic
psychiatric psychic psychical psychological psychopathic psychopharmacological psychotherapeutic psychotic pubescent
public publicized published puckish puffed pulmonary pulseless pulverized pumped punctured pungent punishable punished
punitive puny puppyish pure purple purposeful pursuant pursued pursuing puzzled puzzling pyknotic quaint qualified
qualitative quantitative quarrelsome quarterly quasi quavering queer querulous questionable quick quicksilver
quiescent quiet quilted quixotic racial racy radial radiant radiating radical radioactive raftered ragged raging
raiding raining rainy raised raising rallying rampant random randy ranging rangy ranked ranking raped rapid rare
rarified rash rasping ratable ratified rational rationed rattled raucous ravaged raw reactive readable ready real
realised realistic realized reasonable reasoned reassured reassuring rebellious reborn receding received recent
receptive reciprocal reckless reclaimed recognised recognizable recognized reconciled reconciling reconstructed
recorded recoverable recovered recovering recreational rectangular recurrent recurring red reddish redheaded redoubled
redoubtable reduced redundant reeking referenced refined reflected reflecting reflective reformed refractory refreshed
refreshing refrigerated regal regardant regenerating regent regimental regional registered regular regulated
regulatory reigning reinforced rejected related relational relative relativistic relaxed relaxing releasing relentless
relevant reliable relieved religious relinquished relocated reluctant remaining remarkable remedial reminiscent
remorseful remorseless remote removed remunerative renal rending renegade renewable renewed renewing renowned rental
reorganized repayable repeated repentant repetitious repetitive reported reposeful reprehensible representational
represented repressed repressive reproducible reproductive repulsive reputable requested required rescued resentful
reserved residential residual resiny resistant resistive resolute resolved resonant resounding respectable respected
respectful respective respiratory resplendent responsible responsive rested restive restless restrained restricted
restricting restrictive resultant retained retaliatory retarded retentive reticulate retinal retired retiring
retracted retro retrogressive returning revealing revered reversed reversible revised revived revolutionary rewarding
rhythmic rhythmical rich rickety riddled ridiculous rigged righteous rightful rigid rigorous rimless riotous ripe
ripping rippled risen rising risky roasted robotic robust rocklike rocky roiling rolled rolling romantic roofed rooted
rosy rotary rotated rotational rotten rough roughhewn round roundabout rounded rousing rowdy royal rubberlike rubbery
rudderless ruddy rude rudimentary ruffled rugged ruined ruinous ruled rum rumbling runaway running rural rushed rusted
rustic rusty ruthless rutted sacked sacred sad sadistic safe sagacious sagging said salable salacious salient salivary
sallow salty salubrious salutary same sanctified sanctioned sandy sane sanguineous sanitary sapphire sarcastic
sarcolemmal sardonic satanic satiric satirical satisfactory satisfied satisfying saturated savage saved savory scaled
scalloped scant scanty scarce scarecrowish scared scarlet scarred scary scathing scattered scenic scented scheduled
schematic schizophrenic scholarly scholastic schoolgirlish scientific sclerotic scorched scorching scoreless scornful
scotch scoured scraggly scrambled scratchy scrawny screaming screechy scripted scriptural scrubbed sculpted sculptural
sculptured scurrying seafaring sealed searching searing seasonal seasoned seated secluded second secondary secondhand
secret secretive sectional sectioned secular sedate sedentary sedimentary seductive seeded seeing seeming seeping
seething segmental segregated seismic selected selective selfish semantic semiempirical semiliterate seminal
semiprecious semipublic semiskilled senatorial senile senior sensational sensed senseless sensible sensitive sensory
sensual sensuous sent sentient sentimental separable separated septic sequential serene serial serious serological
serviceable servile settled seven seventeen seventeenth seventh seventy several severe severed sexual sexy shabby
shackled shaded shadowed shadowy shady shaggy shaken shaky shallow shameful shaped shapeless shapely shared sharing
sharp sharpened shattered shattering shaved shaven sheeplike sheer sheltered shielded shifting shining shiny shipshape
shitty shivering shivery shocked shocking shod short shortened shortsighted shouldered shouted showy shredded shrewd
shrewish shrieked shrill shriveled shuddering shy sick sickish sickly sidelong sideways sighted signed significant
silenced silent silky silly silver silvery similar simple simplex simplified simplistic simulated simultaneous sincere
sinewy sinful single singular sinister sintered sinuous sinusoidal situated six sixteen sixteenth sixth sixty sizable
sized sizzling skeletal skeptical skilled skillful skimmed skinned skinny slack slanted slanting slashed slashing
sleek sleeping sleepy slender sliced slick sliding slight slim slippered slippery slipping slivery sloping sloppy
slovenly slow sluggish sluicing slurred sly small smaller smallish smart smashed smashing smelling smiling smitten
smoked smoky smoldering smooth smoothed smothered smothering smug snappy snarled sneaking sneering snobbish snowy snug
snuggled soaked soaring sober sobering social socialist socialistic socialized societal socioeconomic sociological
sodden soft softened softening soiled solar sold sole soled solemn solid solitary soluble solved somatic somber sombre
some somnolent sonic sonorous soothing sooty sophisticated sorbed sordid sore sorrel sorrowful sorry sorted sought
sounding soundproof southbound southeastern southern southernmost southwestern sovereign spaced spacious sparkling
sparse spartan spasmodic spatial special specialised specialized specific specified speckled spectacular spectral
specular speculative speechless speedy spellbinding spellbound spent spherical spic spicy spidery spiked spinal
spineless spirited spiritual spiteful splashed splattered splendid splintery splitting spoiled spoken spongy
spontaneous sporadic sporting spotless spotted sprawling sprightly spruce squalling squared squashed squeaky squinting
stabbing stabilized stabilizing stable staccato stacked staged staggering stagnant stained stainless stale stalked
staminate standardized standing staring stark starred starring startled startling starved starving stated stately
statesmanlike statewide static stationary statistical statutory staunch steadied steady stealthy steamed steaming
steep stellar stemmed stentorian stepwise stereophonic stereotyped sterile sterling stern sternal sticking sticky
stiff stifled stilted stimulated stimulating stinging stinking stirred stocked stocky stoic stoical stolid stony
stooped stopped storied stormy stout straggling straight straightforward strained straining straitlaced stranded
strange strangled strategic stratified streaked streaming streamlined strengthened strenuous stressed stretched
stricken strict striking stringy striped stripped strong struck structural structured struggling strung stubborn stuck
studded studied studious stuffed stuffy stung stunned stunning stupefying stupendous stupid sturdy stylistic stylized
suave subconscious subdued subgross subhuman subjective sublime subliterary submerged submissive subsequent
subservient subsidiary subsidized substantial substantive subsurface subterranean subtle subtropical suburban
suburbanized succeeding successful successive such sudden sufficient suffocating suggestive suicidal suitable suited
sullen sultry sumptuous sunbaked sunburnt sundry sunk sunken sunny sunrise sunset sunstruck suntanned super superb
supercilious superficial superhuman superimposed superior superlative supernatant supernatural supersonic
superstitious supervised supervisory supine supplemental supplementary supported supporting supportive supposed
suppressed supreme sure surgical surging surly surmounted surpassing surprised surprising surreal surrounded
surrounding surviving susceptible suspected suspended suspicious sustainable sustained swaggering swart swarthy
swaybacked sweeping sweet swelled sweltering swept swift swinging swingy swollen sworn symbolic symmetric symmetrical
sympathetic symphonic symptomatic synchronized synchronous synergistic synonymous syntactic synthetic syrupy
systematic systemic taboo tactical tactile tactual tagged tailed tailored tainted taken taking talented talismanic
talkative talky tall tame tangential tangible tangled tanned tantalizing taped tapered tapering tapped tart tasteful
tattered taunting taut tawdry tawny taxable taxing taxonomic taxpaying tearing teased technical technological tedious
teen teenage teensy telegraphic telling telltale temperate tempered temporal temporary tempting ten tenable tender
tenebrous tensed tensional tensionless tentative tenth tenuous tepid terminal terminated terrestrial terrible terrific
terrified terrifying territorial terse tertiary tested textbook textual textured thankful theatrical theistic thematic
theological theoretical therapeutic thermal thermodynamic thermogravimetric thermometric thick thickened thickening
thickspread thieving thin third thirsty thirteen thirteenth thirtieth thirty thoriated thorough thoroughbred
thoroughgoing thoughtful thoughtless threadbare threaded threatened threatening three thrifty thrilled thrillful
thrilling thriving throbbing thrombosed thronged thrown thudding thundering thunderous thwarted thyroidal thyrotoxic
tidal tidy tied tight tiled tilled tilted timbered timed timeless timely timeworn timid tingling tiny tipped tipsy
tired tireless tiresome tiring titanic titillating titled tittering titular tod toiling tokenish tolerable tolerant
tonal toned tongued tonic topical topnotch topographic topographical topological topped topping tops tormented torn
torpid tortuous tortured torturing total totaled totalistic totalitarian totemic tottering touched touching tough
tousled towering toxic traceable tracked traditional tragic tragicomic trained traitorous tranquil transatlantic
transcendent transcendental transcribed transcultural transformed transgender transient transitional translucent
transmissible transmitted transparent transpiring transplantable transverse trapped traumatic traveled travelled
treacherous treasured treated treble trembling tremendous triangular tribal tributary trichrome tricky tricolor tried
trigonal trillion trimmed trite triumphant trivial trophotropic tropical troubled troublesome truculent true truncated
trusted trusting trustworthy truthful trying tubular tucked tumultuous tuneful turbulent turned tuxedoed tweedy
twelfth twelve twentieth twenty twin twinkling twinned twisted twisting two twofold twoscore typical typographic
ubiquitous ugly ulcerated ultimate ultra ultramodern ultrasonic unabated unable unacceptable unaccompanied
unaccountable unachievable unadjusted unaffected unafraid unaided unalterable unambiguous unanimous unanswered unarmed
unasked unassisted unasterisked unattached unattractive unauthentic unauthorized unavailable unavailing unavoidable
unaware unbearable unbeaten unbelievable unborn unbounded unbreakable unbroken unbuttoned uncanny uncaused uncertain
uncertified unchangeable unchanged uncharged uncheckable unclaimed unclean unclear unclouded uncombable uncomfortable
uncommon uncompromising unconcerned unconditional unconditioned unconnected unconquerable unconquered unconscious
unconstitutional uncontrollable unconventional unconvincing uncooperative uncousinly uncovered uncritical undamaged
undaunted undeclared undefeated undeniable undepicted under undercover underdeveloped undereducated underground
underhanded underlying underprivileged undersea understandable understood underwater underway undesirable undeveloped
undifferentiated undigested undiluted undiminished undisclosed undisguised undisputed undisturbed undone undrinkable
undue uneasy uneconomical unemployed unending unendurable unenthusiastic unerring uneven unexpected unexplainable
unexplained unexplored unfair unfaithful unfaltering unfamiliar unfastened unfavorable unfertile unfertilized
unfettered unfinished unfit unfitting unfixed unforeseen unforgettable unfortunate unfrosted unfrozen ungainly ungodly
ungrateful unguided unhappy unharmed unhealthy unheated unheeded unheeding unholy unhurried unhurt unidentified
unified uniformed unilateral unimaginable unimaginative unimpaired unimpassioned unimpeachable unimportant unimposing
unimpressed unimpressive unimproved unincorporated uninhabited uninitiated uninjectable unintelligent unintended
uninterrupted uninvited uninvolved unique unitary united univalent universal universalistic unjust unkind unknown
unlawful unlike unlikely unlimited unlined unliterary unloaded unlocked unlovely unlucky unmalicious unmanned unmarked
unmarried unmated unmeritorious unmistakable unmixed unmolested unmoved unnamed unnatural unnecessary unneeded
unnoticed unnourished unnumbered unobtainable unoccupied unofficial unopposed unorthodox unpaid unpaintable unpaired
unparalleled unpatriotic unpaved unperformed unpicturesque unpleasant unplowed unplumbed unpopular unprecedented
unpredictable unpremeditated unprepared unpretentious unproblematic unprocurable unpromising unprotected unpublished
unpunished unqualified unready unreal unrealistic unreasonable unreasoning unrecognizable unrecognized unreconstructed
unredeemed unreflective unregretting unrelated unreleased unreliable unremarkable unrequited unresponsive unrestricted
unruly unsafe unsaid unsatisfactory unsaturated unscathed unscientific unscrupulous unseeing unseen unselfconscious
unselfish unservile unsettled unshakable unsharpened unshaved unshaven unshielded unsigned unsloped unsmiling unsold
unsolved unspeakable unspecified unspoken unstable unstained unstilted unstressed unstructured unstrung unsuccessful
unsuitable unsuited unsung unsure unsympathetic untellable untenable untested unthematic unthinking untitled untold
untouched untoward untraditional untrammeled untried untrue unused unusual unvarying unveiled unventilated unwanted
unwarranted unwavering unwed unwelcome unwilling unwise unwitting unwomanly unworthy unwrinkled unwritten upbeat
upcoming upland uplifted upper uppermost upraised upright upscale urban urbanized urgent urinary usable useable used
useful useless usual utilitarian utilized utmost utopian uttered vacant vacuolated vague vain valiant valid valuable
valued valueless vanilla vanished variable variant varied variegated various varying vascular vast vaulted vehement
veiled veined velvety venerable ventral verbal veridical verified veritable vermilion vernacular vernal versatile
vertebral vertical vesicular vested veterinary vi viable vibrant vibrionic vicarious vicious victorian victorious
vigorous vii viii vile villainous vindictive violated violent viral virile virtual virtuoso virtuous virulent visceral
viscoelastic viselike visible visionary visored visual vital vivacious vivid vocal vocalic vocational vociferous
voiced void volatile volcanic voltaic volumetric voluminous voluntary voluptuous votive vulgar vulnerable vulpine
wacky wailful wainscoted waiting wakeful waking walking walloping wan wandering wanted wanting warlike warm warmed
warming warped warring wary washed wasted wasteful watchful watered waterproof watery wavy waxed waxen waxlike wayward
weak weakened wealthy wearied wearing wearisome weary wearying weathered wee weekly weeping weighted weird welcoming
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
determinedly dexterously dialectically diametrically differently diffidently diffusely digitally dimly directly
disconcertingly discreetly dismally dispassionately disregardless distally distastefully distinctively distinctly
distractedly disturbingly divinely dizzily doctrinally doggedly dogmatically domestically doubly doubtless dourly down
downright downstairs downstream downwards downwind dramatically drastically dreadfully dreamfully drearily drowsily
drunkenly dryly dully duly eagerly earlier earnestly easily economically edgewise editorially effectively effectually
efficiently effortlessly either elaborately electrically electronically elsewhere eminently emotionally emphatically
empirically encouragingly endlessly enduringly energetically engagingly enormously enough enthusiastically entirely
enviably environmentally equally erratically erroneously especially essentially eternally even evenly eventually ever
everlastingly everywhere evidently exactly exceedingly excellently exceptionally excitedly exclusively exhaustively
expansively expectantly experimentally explicitly explosively expressively expressly extensively externally
extraordinarily extravagantly extremely exultantly facetiously faintly fairly faithfully falsely familiarly famously
far farther farthest fascinatingly faster fastest fatally favorably fearfully federally ferociously fervently
feverishly fiercely figuratively finally financially finely firmly firstly flamboyantly flatly focally fondly
forcefully forcibly forever formally formerly forth forthwith fortunately forward forwards frankly frantically freely
frenziedly frequently freshly frowningly fully fundamentally furiously further furthermore furtively fussily gaily
gayly generally generously genetically gently genuinely geographically girlishly gladly glibly globally gloomily
gloriously gracefully graciously gradually grammatically grandly graphically gratifyingly gratuitously gravely greatly
greedily greenly grimly grossly grotesquely grudgingly guiltily habitually haggardly haltingly haphazardly happily
hardly harmlessly harshly hastily hatefully haughtily headlong healthily heartily heavily helpfully helplessly hence
henceforth here hereabouts hereafter hereby herein hereinafter heretofore hesitantly hideously highly hilariously
historically hither hitherto hoarsely homeward homogeneously honestly honorably hopefully hopelessly horizontally
horribly horrifyingly however hugely humanely humbly hurriedly hyperbolically hypothalamically hysterically ideally
idiotically idly ie illegally imaginatively immediately immensely impatiently impeccably imperceptibly imperfectly
importantly improperly impudently in inadequately inadvertently incidentally incompletely inconveniently incorrectly
increasingly incredibly incurably indeed indefinitely independently indifferently indignantly indirectly
indiscriminately individually indoors industriously ineffectively ineptly inescapably inevitably inexorably infinitely
informally inherently initially insanely inside insidiously insignificantly insofar insolently instantly instead
instinctively insufficiently intellectually intensely intensively intentionally intently interestingly internally
internationally intimately intramuscularly intrinsically invariably inversely inwardly ironically irrationally
irregularly irrespective irritably jointly jubilantly jurisprudentially just justifiably justly keenly kinda
kinesthetically largely lastly lately later laughingly lavishly lazily least legally legitimately leisurely lengthily
lengthwise less liberally lightly likewise linearly lingeringly lingually linguistically listlessly literally locally
logically longer longest loosely lopsidedly loudly lovingly loweringly luckily lustily luxuriously macroscopically
madly magnetically magnificently mainly majestically manifestly manually marginally markedly marvelously materially
mathematically maybe meanwhile mechanically medically meekly mellowingly mentally mercifully merely merrily
methodically meticulously microscopically mildly militarily miraculously miserably mistakenly moderately modestly
momentarily morally more moreover morosely mortally most mostly mournfully movingly musically mutely mutually
mysteriously nakedly namely narrowly nationally naturally nearer nearest nearly neatly necessarily needlessly needs
negatively nervously never nevertheless newly nicely nimbly noisily nominally non none nonetheless nonspecifically
normally northward northwards not notably noticeably notoriously notwithstanding now nowhere nowise obediently
obligingly obscurely obstinately obviously occasionally oddly off officially offshore often oftentimes ominously on
once only onward onwards openly operationally optically orally ordinarily organically originally ornately ostensibly
otherwise out outdoors outright outstandingly outwardly over overboard overly overseas overtly overwhelmingly
painfully palpably paradoxically partially particularly partly passionately passively paternally patiently peacefully
peculiarly perchance perennially perfectly perfunctorily perhaps perilously periodically peripherally permanently
perpetually persistently personally perversely petulantly philosophically photographically physically pictorially
piteously pitilessly pityingly placidly plainly plaintively plastically playfully pleasantly plum plumb pointedly
politely politically pompously poorly popularly positively possibly posthumously potentially powerfully practically
precisely predominantly preferably preferentially prematurely presently presumably pretty previously primarily primly
principally privately probably prodigally profanely professedly professionally profitably profoundly profusely
progressively prominently promptly properly prophetically proportionally proportionately protectively proudly
psychically psychologically publicly pungently purely purportedly purposely qualitatively quantitatively quaveringly
querulously questioningly quicker quickly quietly quite radically rakishly randomly rapidly rarely rather rationally
raucously readily realistically really rearward reasonably reassuringly rebelliously recently recklessly redly
reflectively reflexly regardless regionally regretfully regularly relatively relentlessly reliably religiously
reluctantly remarkably remotely repeatedly reportedly reproducibly reprovingly resentfully resignedly resolutely
respectively responsibly restively restlessly rhythmically richly ridiculously rightfully rightly rigidly rigorously
rollickingly roughly roundly routinely rudely ruefully sadly safely sarcastically satirically satisfactorily savagely
scarcely scathingly scholastically scientifically scornfully scrupulously secondarily secondly secretly securely
sedulously seemingly seldom semantically sensibly separately serenely seriously severely sexually shamefacedly sharply
shockingly shortly shrewdly shrilly shyly sic sidewise significantly silently similarly simply simultaneously
sincerely singly singularly skillfully slantingly slantwise sleepily slightly slower slowly sluggishly smilingly
smolderingly smoothly snugly so soberly sociably socially softly solely solemnly solidly someday somehow someplace
sometime sometimes somewhat somewhere soon sooner soothingly sopping sorely soughingly soulfully sourly southward
sparsely spatially specially specifically spectacularly speculatively speedily spiritually splendidly spontaneously
squarely staggeringly statistically steadfastly steadily stealthily steeply sternly stiffly still stolidly stonily
stoutly strangely strategically strenuously strictly strikingly strongly structurally stubbornly studiously stupidly
subconsciously subsequently substantially subtly successfully successively succinctly suddenly sufficiently suitably
sulkily sullenly superbly superficially supposedly supra supremely surely surprisingly surreptitiously suspiciously
sweetly swiftly symbolically symmetrically sympathetically syntactically systematically tactically tactually tangibly
tantalizingly tartly tearfully technically technologically temporarily tenaciously tenderly tenfold tensely
tentatively tenuously terribly tersely testily thankfully theatrically then thence thenceforth theoretically there
thereafter thereby therefor therefore therefrom therein thereof thereon thereto theretofore thereunder therewith
thermally thermodynamically thickly thinly thither thoroughly though thoughtfully thrice through throughout thus
tightly timidly tiptoe tiredly together tonight too totally traditionally tragically tranquilly transversally
transversely tremendously triumphantly truly trustfully tunelessly twice twirlingly typically ultimately
ultrasonically unambiguously unanimously unashamedly unavoidably unawares unblinkingly unceasingly uncertainly
uncomfortably unconcernedly unconditionally unconsciously uncontrollably underfoot underneath understandingly
undoubtedly unduly uneasily unequally unequivocally unerringly unevenly unexpectedly unfalteringly unfortunately
unhesitatingly unhurriedly uniformly unimpeachably unintentionally uninterruptedly uniquely universally unluckily
unmanageably unmistakably unnecessarily unobtrusively unofficially unpleasantly unpredictably unqualifiedly
unquestionably unquestioningly unrealistically unreservedly unsmilingly unsteadily unsuccessfully unsuitably unusually
unutterably unwisely unwittingly up upstairs upstate upstream upward upwards urgently uselessly usually utterly
vacantly vaguely variously vastly vertically very victoriously vigorously violently virtually visibly visually vitally
vividly vocationally vociferously volumetrically voluntarily warily warmly watchfully weakly wearily weirdly well
westward westwards whence wherever wholly wickedly widely wildly wilfully willingly wisely withal within wittingly
woefully wonderfully wondrously woodenly wordlessly worriedly wrathfully wrongly wryly yeah yearningly yet
""".split()
)

_IRREGULAR = frozenset(
    """
abode:abide abscissae:abscissa addrest:address adenomata:adenoma adieux:adieu airier:airy airiest:airy alae:ala
alumni:alumnus alveoli:alveolus am:be analyses:analysis anastomoses:anastomosis angrier:angry angriest:angry
antennae:antenna antisera:antiserum antitheses:antithesis aortae:aorta apices:apex aquae:aqua aquaria:aquarium
arboreta:arboretum are:be arisen:arise arose:arise artier:arty artiest:arty ate:eat atria:atrium auditoria:auditorium
aurae:aura aurorae:aurora awoke:awake awoken:awake bade:bid baggier:baggy baggiest:baggy bandier:bandy bandiest:bandy
banditti:bandit bani:ban basileis:basileus bawdier:bawdy bawdiest:bawdy beadier:beady beadiest:beady beadsmen:beadsman
beaten:beat beaux:beau became:become beefier:beefy beefiest:beefy been:be befallen:befall befell:befall began:begin
begat:beget begot:beget begotten:beget begun:begin beheld:behold beholden:behold belying:belie bent:bend
besought:beseech bespoke:bespeak bespoken:bespeak bethought:bethink bidden:bid biggest:big bit:bite bitten:bite
blearier:bleary bleariest:bleary bled:bleed blest:bless blew:blow bloodier:bloody bloodiest:bloody
bloodthirstier:bloodthirsty bloodthirstiest:bloodthirsty bluer:blue bluest:blue bonier:bony boniest:bony bore:bear
born:bear borne:bear bother:bother bought:buy bound:bind brainier:brainy brainiest:brainy brassier:brassy
brassiest:brassy bred:breed broke:break broken:break bronchi:bronchus brought:bring browbeaten:browbeat buggier:buggy
buggiest:buggy built:build bulkier:bulky bulkiest:bulky bureaux:bureau burlier:burly burliest:burly burnt:burn
bushier:bushy bushiest:bushy busier:busy busiest:busy bypast:bypass cacti:cactus cagier:cagey cagiest:cagey
calculi:calculus came:come camerae:camera caught:catch cerebella:cerebellum chateaux:chateau cheerier:cheery
cheeriest:cheery chelae:chela chevied:chivy chevies:chivy chevying:chivy chid:chide chidden:chide children:child
chillier:chilly chilliest:chilly choosier:choosy choosiest:choosy chose:choose chosen:choose chunkier:chunky
chunkiest:chunky cicadae:cicada cilia:cilium clad:clothe clammier:clammy clammiest:clammy cleanlier:cleanly
cleanliest:cleanly cleft:cleave cloudier:cloudy cloudiest:cloudy clove:cleave cloven:cleave clumsier:clumsy
clumsiest:clumsy clung:cling cockier:cocky cockiest:cocky codices:codex comae:coma concerti:concerto
consortia:consortium continua:continuum contralti:contralto coronae:corona corpora:corpus cortices:cortex costae:costa
costlier:costly costliest:costly cozier:cozy coziest:cozy craftier:crafty craftiest:crafty craggier:craggy
craggiest:craggy crankier:cranky crankiest:cranky crazier:crazy craziest:crazy creamier:creamy creamiest:creamy
creepier:creepy creepiest:creepy crept:creep crescendi:crescendo crises:crisis criteria:criterion crummier:crummy
crummiest:crummy cumuli:cumulus curlier:curly curliest:curly curricula:curriculum curst:curse cuter:cute
daintier:dainty daintiest:dainty deadlier:deadly deadliest:deadly dealt:deal diagnoses:diagnosis dialyses:dialysis
dicta:dictum did:do dimmer:dim dimmest:dim dingier:dingy dingiest:dingy dirtier:dirty dirtiest:dirty disci:discus
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
flattest:flat fleshier:fleshy fleshiest:fleshy flew:fly flimsier:flimsy flimsiest:flimsy floppier:floppy
floppiest:floppy florae:flora flown:fly fluffier:fluffy fluffiest:fluffy flung:fling foamier:foamy foamiest:foamy
foci:focus folksier:folksy folksiest:folksy foolhardier:foolhardy foolhardiest:foolhardy fora:forum forbad:forbid
forbade:forbid forbidden:forbid foregone:forego foreknew:foreknow foreknown:foreknow foresaw:foresee foreseen:foresee
forewent:forego forgave:forgive forgiven:forgive forgone:forgo forgot:forget forgotten:forget formulae:formula
forsaken:forsake forsook:forsake forswore:forswear forsworn:forswear forwent:forgo fought:fight found:find freer:free
freest:free friendlier:friendly friendliest:friendly froze:freeze frozen:freeze fungi:fungus funkier:funky
funkiest:funky funnier:funny funniest:funny furrier:furry furriest:furry fussier:fussy fussiest:fussy fuzzier:fuzzy
fuzziest:fuzzy gabbier:gabby gabbiest:gabby gan:gin gaudier:gaudy gaudiest:gaudy gave:give geese:goose gemmae:gemma
genera:genus geneses:genesis genii:genius ghastlier:ghastly ghastliest:ghastly ghostlier:ghostly ghostliest:ghostly
gilt:gild girt:gird given:give gladder:glad gladdest:glad glassier:glassy glassiest:glassy gloomier:gloomy
gloomiest:gloomy glossier:glossy glossiest:glossy glummer:glum glummest:glum gnawn:gnaw gone:go goofier:goofy
goofiest:goofy gorier:gory goriest:gory got:get gotten:get grandchildren:grandchild grassier:grassy grassiest:grassy
graven:grave greasier:greasy greasiest:greasy greedier:greedy greediest:greedy grew:grow grimmer:grim grimmest:grim
gript:grip grittier:gritty grittiest:gritty groggier:groggy groggiest:groggy ground:grind grown:grow guiltier:guilty
guiltiest:guilty gummier:gummy gummiest:gummy gymnasia:gymnasium had:have hairier:hairy hairiest:hairy handier:handy
handiest:handy happier:happy happiest:happy hardier:hardy hardiest:hardy has:have hastier:hasty hastiest:hasty
haughtier:haughty haughtiest:haughty hazier:hazy haziest:hazy healthier:healthy healthiest:healthy heard:hear
heartier:hearty heartiest:hearty heavier:heavy heaviest:heavy heftier:hefty heftiest:hefty held:hold hid:hide
hidden:hide hila:hilum hipper:hip hippest:hip holier:holy holiest:holy homelier:homely homeliest:homely honied:honey
hotter:hot hottest:hot housewives:housewife hove:heave hung:hang hungrier:hungry hungriest:hungry huskier:husky
huskiest:husky hydrae:hydra hypothalami:hypothalamus hypotheses:hypothesis icier:icy iciest:icy incubi:incubus
indices:index inlaid:inlay interwove:interweave interwoven:interweave intimae:intima is:be jauntier:jaunty
jauntiest:jaunty jazzier:jazzy jazziest:jazzy jerkier:jerky jerkiest:jerky jollier:jolly jolliest:jolly juicier:juicy
juiciest:juicy jumpier:jumpy jumpiest:jumpy kent:ken kept:keep kindlier:kindly kindliest:kindly knelt:kneel knew:know
knives:knife knottier:knotty knottiest:knotty known:know lacier:lacy laciest:lacy laid:lay lain:lie lankier:lanky
lankiest:lanky larvae:larva lati:lat latu:lat lay:lie lazier:lazy laziest:lazy leant:lean leapt:leap learnt:learn
led:lead leer:leer left:leave leggier:leggy leggiest:leggy lemmata:lemma lengthier:lengthy lengthiest:lengthy
lent:lend leva:lev libretti:libretto lice:louse lieder:lied litai:lit livelier:lively liveliest:lively lives:life
loci:locus loftier:lofty loftiest:lofty lonelier:lonely loneliest:lonely lordlier:lordly lordliest:lordly lost:lose
lousier:lousy lousiest:lousy lovelier:lovely loveliest:lovely lowlier:lowly lowliest:lowly luckier:lucky
luckiest:lucky lustier:lusty lustiest:lusty lustra:lustre lying:lie madder:mad maddest:mad made:make maestri:maestro
magmata:magma mammae:mamma manlier:manly manliest:manly mausolea:mausoleum maxima:maximum meant:mean meatier:meaty
meatiest:meaty media:medium memoranda:memorandum menservants:manservant merrier:merry merriest:merry mesdames:madame
messier:messy messiest:messy met:meet mice:mouse mightier:mighty mightiest:mighty milieux:milieu milkier:milky
milkiest:milky millennia:millennium minae:mina minima:minimum minutiae:minutia mislaid:mislay misled:mislead
mistier:misty mistiest:misty mistook:mistake misunderstood:misunderstand molten:melt momenta:momentum moodier:moody
moodiest:moody mousier:mousy mousiest:mousy mown:mow mucosae:mucosa muddier:muddy muddiest:muddy murkier:murky
murkiest:murky muster:muster myocardia:myocardium myofibrillae:myofibrilla nastier:nasty nastiest:nasty
naughtier:naughty naughtiest:naughty nebulae:nebula needier:needy neediest:needy nemeses:nemesis neuroses:neurosis
noisier:noisy noisiest:noisy novae:nova novelle:novella nuclei:nucleus nucleoli:nucleolus oases:oasis
octahedra:octahedron octopi:octopus oedemata:edema oilier:oily oiliest:oily optima:optimum ora:os osar:os ossa:os
outdid:outdo outdone:outdo outdrawn:outdraw outdrew:outdraw outfought:outfight outgrew:outgrow outgrown:outgrow
outlaid:outlay outran:outrun overcame:overcome overdriven:overdrive overdrove:overdrive overflown:overflow
overheard:overhear overhung:overhang overlaid:overlay overran:overrun overridden:override overrode:override
oversaw:oversee overseen:oversee overshot:overshoot overtaken:overtake overthrew:overthrow overthrown:overthrow
overtook:overtake paid:pay papyri:papyrus paralyses:paralysis parentheses:parenthesis partaken:partake partook:partake
pastier:pasty pastiest:pasty patinae:patina pearlier:pearly pearliest:pearly pease:pea pelves:pelvis pence:penny
penes:penis pent:pen perkier:perky perkiest:perky personae:persona pettier:petty pettiest:petty pfennige:pfennig
phenomena:phenomenon phonier:phony phoniest:phony phyla:phylum pithier:pithy pithiest:pithy plateaux:plateau
pled:plead pleurae:pleura podia:podium prettier:pretty prettiest:pretty pricklier:prickly prickliest:prickly
princelier:princely princeliest:princely privier:privy priviest:privy prologed:prologue prologing:prologue
prologs:prologue protozoa:protozoan proven:prove pterygia:pterygium punier:puny puniest:puny pussier:pussy
pussiest:pussy quanta:quantum racier:racy raciest:racy radii:radius rainier:rainy rainiest:rainy ran:run randier:randy
randiest:randy rang:ring rangier:rangy rangiest:rangy readier:ready readiest:ready rebuilt:rebuild redder:red
reddest:red referenda:referendum reis:real remade:remake rent:rend repaid:repay reran:rerun rethought:rethink
retinae:retina rewritten:rewrite rewrote:rewrite ridden:ride risen:rise riskier:risky riskiest:risky riven:rive
rockier:rocky rockiest:rocky rode:ride rose:rise rosier:rosy rosiest:rosy rostra:rostrum rowdier:rowdy rowdiest:rowdy
ruddier:ruddy ruddiest:ruddy rumina:rumen rung:ring rustier:rusty rustiest:rusty sadder:sad saddest:sad said:say
saltier:salty saltiest:salty sandier:sandy sandiest:sandy sang:sing sank:sink sat:sit savvier:savvy savviest:savvy
saw:see sawn:saw scantier:scanty scantiest:scanty scarier:scary scariest:scary scherzi:scherzo scragglier:scraggly
scraggliest:scraggly scrawnier:scrawny scrawniest:scrawny seen:see sent:send senti:sent septa:septum sera:serum
sewn:sew sexier:sexy sexiest:sexy shabbier:shabby shabbiest:shabby shadier:shady shadiest:shady shaggier:shaggy
shaggiest:shaggy shaken:shake shakier:shaky shakiest:shaky shapelier:shapely shapeliest:shapely shat:shit shaven:shave
shier:shy shiest:shy shinier:shiny shiniest:shiny shone:shine shook:shake shot:shoot showier:showy showiest:showy
shown:show shrank:shrink shrunk:shrink shrunken:shrink shyer:shy shyest:shy sicklier:sickly sickliest:sickly
silkier:silky silkiest:silky sillier:silly silliest:silly silvae:silva skinnier:skinny skinniest:skinny slaver:slaver
sleepier:sleepy sleepiest:sleepy slept:sleep slid:slide slidden:slide slier:sly sliest:sly slimmer:slim slimmest:slim
sloppier:sloppy sloppiest:sloppy slung:sling slunk:slink slyer:sly slyest:sly smelt:smell smit:smite smitten:smite
smokier:smoky smokiest:smoky smote:smite smugger:smug smuggest:smug snappier:snappy snappiest:snappy snowier:snowy
snowiest:snowy snuck:sneak snugger:snug snuggest:snug sold:sell solder:solder soli:solo sootier:sooty sootiest:sooty
soprani:soprano sorrier:sorry sorriest:sorry sought:seek sown:sow spat:spit spectra:spectrum sped:speed
speedier:speedy speediest:speedy spelt:spell spent:spend spicier:spicy spiciest:spicy spilt:spill spoilt:spoil
spoke:speak spoken:speak spongier:spongy spongiest:spongy spotlit:spotlight sprang:spring sprightlier:sprightly
sprightliest:sprightly sprung:spring spun:spin squatter:squat squattest:squat stadia:stadium stamina:stamen
stank:stink statelier:stately stateliest:stately steadier:steady steadiest:steady stealthier:stealthy
stealthiest:stealthy stepchildren:stepchild sterna:sternum stigmata:stigma stimuli:stimulus stockier:stocky
stockiest:stocky stole:steal stolen:steal stonier:stony stoniest:stony stood:stand stormier:stormy stormiest:stormy
strata:stratum strewn:strew stridden:stride stringier:stringy stringiest:stringy striven:strive strode:stride
stronger:strong strongest:strong strove:strive struck:strike stuffier:stuffy stuffiest:stuffy stung:sting stunk:stink
sturdier:sturdy sturdiest:sturdy subgenera:subgenus submucosae:submucosa sulkier:sulky sulkiest:sulky sultrier:sultry
sultriest:sultry sung:sing sunk:sink sunken:sink sunnier:sunny sunniest:sunny surlier:surly surliest:surly
swagger:swagger swam:swim swarthier:swarthy swarthiest:swarthy swept:sweep swollen:swell swopped:swap swopping:swap
swops:swap swore:swear sworn:swear swum:swim swung:swing symposia:symposium syntheses:synthesis tableaux:tableau
taken:take talkier:talky talkiest:talky tannest:tan taught:teach tawdrier:tawdry tawdriest:tawdry taxa:taxon
tempi:tempo termini:terminus theses:thesis thinnest:thin thirstier:thirsty thirstiest:thirsty thought:think
threw:throw thriftier:thrifty thriftiest:thrifty thriven:thrive thrombi:thrombus throve:thrive thrown:throw
tidier:tidy tidiest:tidy timelier:timely timeliest:timely tinier:tiny tiniest:tiny tipsier:tipsy tipsiest:tipsy
told:tell took:take tore:tear torn:tear torsi:torso tracheae:trachea transfixt:transfix traumata:trauma
trickier:tricky trickiest:tricky trimmer:trim trimmest:trim trod:tread trodden:tread truer:true truest:true tubae:tuba
tweedier:tweedy tweediest:tweedy tying:tie uglier:ugly ugliest:ugly ultimata:ultimatum undergone:undergo
underlain:underlie underlay:underlie underlying:underlie understood:understand undertaken:undertake
undertook:undertake underwent:undergo underwritten:underwrite underwrote:underwrite undid:undo undone:undo
ungainlier:ungainly ungainliest:ungainly ungodlier:ungodly ungodliest:ungodly unhappier:unhappy unhappiest:unhappy
unhealthier:unhealthy unhealthiest:unhealthy unholier:unholy unholiest:unholy unrulier:unruly unruliest:unruly
untaught:unteach untying:untie unwound:unwind upheld:uphold vacua:vacuum vertices:vertex vest:vest virtuosi:virtuoso
vortices:vortex vying:vie wackier:wacky wackiest:wacky wanner:wan wannest:wan warier:wary wariest:wary was:be
wavier:wavy waviest:wavy waylaid:waylay weaklier:weakly weakliest:weakly wealthier:wealthy wealthiest:wealthy
wearier:weary weariest:weary went:go wept:weep were:be wetter:wet wettest:wet wilier:wily wiliest:wily windier:windy
windiest:windy wintrier:wintry wintriest:wintry wirier:wiry wiriest:wiry withdrawn:withdraw withdrew:withdraw
withheld:withhold withstood:withstand wittier:witty wittiest:witty wives:wife woke:wake woken:wake won:win
woodier:woody woodiest:woody woollier:woolly woolliest:woolly wordier:wordy wordiest:wordy wore:wear worldlier:worldly
worldliest:worldly worn:wear worthier:worthy worthiest:worthy wove:weave woven:weave wrier:wry wriest:wry
written:write wrote:write wrought:work wrung:wring wryer:wry wryest:wry yeshivoth:yeshiva youngest:young
""".split()
)
IRREGULAR = dict(form.split(":") for form in _IRREGULAR)

_SYNONYMS = frozenset(
    """
abandoned:deserted abasement:abjection abashed:embarrassed abdomen:belly aberrant:deviant abhor:loathe
abhorrent:repulsive abide:bide abiding:enduring ablaze:aflame ably:competently abode:residence abominable:odious
about:approximately about:roughly above:supra abreaction:catharsis abridge:foreshorten abruptness:curtness
absently:absentmindedly absentminded:abstracted absolutely:perfectly absolutely:utterly absorbed:engrossed
absorbed:enwrapped absorbed:intent absorbing:engrossing absorbing:fascinating absorbing:gripping
abstruseness:obscurity abuse:maltreat accelerate:quicken accenting:emphasizing accentuate:emphasize
accepted:recognized accessibility:availability accessory:accouterment acclaim:hail accommodate:fit
accommodation:adjustment accompanying:consequent accompanying:resultant accomplish:fulfil accomplish:fulfill
accomplishment:achievement accordingly:consequently accountant:controller accredited:licensed accretion:accumulation
accrued:accumulated accumulate:collect accumulate:compile accusative:accusing acetonemia:ketosis achieve:attain
acknowledge:admit acoustic:acoustical acquaint:introduce acquaintance:familiarity acquire:get acquiring:getting
acquit:exonerate acrobatic:gymnastic acrobatics:tumbling acting:performing acting:playacting activate:actuate
ad:advertisement ad:advertising addlebrained:muddleheaded adept:practiced adept:proficient adept:skillful
adherent:disciple adieu:adios adieu:goodbye adios:goodbye adjoin:butt adjutant:aide admirer:booster
admirer:protagonist admirer:supporter ado:flurry adopt:espouse adorable:endearing adored:idolized adored:worshipped
adorn:decorate adorned:decorated adroitness:quickness adult:grownup adulthood:maturity adventure:escapade
adversary:antagonist adversity:hardship advertisement:advertising advisedly:deliberately advisedly:intentionally
advisedly:purposely adviser:advisor adviser:consultant advisor:consultant advisory:consultative advocate:recommend
aegis:auspices aerodrome:airport affair:matter affecting:poignant affecting:touching affectionate:fond
affiliated:attached affiliated:connected affirm:confirm affirm:corroborate affirm:substantiate afflicted:stricken
affluent:wealthy aflare:flaring afloat:aimless afloat:rudderless aforementioned:aforesaid aforementioned:said
aforesaid:said after:afterward after:afterwards after:later after:subsequently afterward:afterwards afterward:later
afterward:subsequently afterwards:later afterwards:subsequently agape:gaping aged:elderly aged:older agency:bureau
aggravate:exacerbate aggregation:collection aggregator:collector aggressively:sharply aggressor:attacker
aghast:appalled aghast:dismayed aghast:shocked agile:nimble agilely:nimbly agree:concur aid:assist aid:help
aided:assisted ailing:peaked ailment:complaint aimless:rudderless ain:own aired:airy airing:dissemination
airless:stuffy airplane:plane akin:kindred alarm:consternation alert:watchful alertness:vigilance alienated:anomic
alignment:coalition allegory:parable alleviate:relieve alley:alleyway alliance:confederation allocate:apportion
allocation:allotment allow:let almost:nearly alone:exclusively alone:solely along:on alter:change altercation:fracas
alternatively:instead altogether:completely altogether:entirely altogether:totally altogether:wholly
aluminium:aluminum amalgamated:consolidated amalgamated:fused amalgamation:merger amalgamation:uniting amaze:astonish
amaze:astound amazed:astonished amazed:stunned amazement:astonishment amazing:astonishing amazingly:astonishingly
ambiance:atmosphere ambiguous:equivocal ambuscade:ambush amenities:comforts amir:emir ammo:ammunition
amorphous:shapeless amount:sum amour:liaison amplification:elaboration amplify:magnify amply:richly amused:diverted
amused:entertained analyse:analyze analyse:examine analyze:examine anatomic:anatomical ancestor:antecedent
ancestry:lineage ancestry:pedigree android:humanoid angered:enraged angered:maddened anguished:tormented
anguished:tortured animal:beast animal:creature annihilate:eradicate annihilating:withering annihilation:obliteration
announced:proclaimed announcement:proclamation annoy:irritate annoy:vex annoyance:irritation annoyed:irritated
annoyed:pissed annoyed:stung annoying:galling annoying:irritating annoying:nettlesome annoying:pestering answer:reply
antagonise:counteract antic:fantastic anticipate:expect anticipated:awaited anticipation:expectancy antipathy:aversion
antipathy:distaste anxiously:uneasily any:whatever any:whatsoever anyhow:anyway apogee:culmination
apothecary:pharmacist appalled:dismayed appalled:shocked appalling:dismaying apparatus:setup apparel:clothes
apparent:evident apparent:plain apparently:ostensibly apparently:seemingly apparition:phantom appear:seem
appease:conciliate appease:mollify appease:pacify applause:clapping applicability:pertinence apply:employ apply:use
apply:utilize appraisal:assessment appraise:assess appraise:evaluate apprehend:comprehend apprehend:savvy
apprentice:prentice approaching:coming approaching:upcoming appropriately:suitably approval:blessing approve:sanction
approximately:roughly arbitrarily:haphazardly arbitrarily:indiscriminately arbitrarily:randomly arbitrate:intercede
arbitrate:mediate archaeological:archeological archer:bowman ardent:fervent ardent:fiery ardent:impassioned ardor:zeal
arena:domain arena:sphere argot:jargon arguing:controversy argyle:argyll arise:originate aristocracy:nobility
armistice:truce arms:munition arms:weaponry aroma:odor arouse:elicit arouse:evoke arouse:provoke arranger:organizer
arresting:stunning arrow:pointer artifice:ruse artilleryman:gunner artistry:prowess arts:humanities artwork:graphics
as:equally ascertain:determine ascribe:attribute ascribe:impute ashen:blanched ashen:livid ask:enquire ask:inquire
aspect:facet ass:buttocks ass:fanny assassin:bravo assemblage:gathering asserting:declarative assess:evaluate
asshole:bastard assist:help assistant:helper associate:link associate:relate assorted:miscellaneous assorted:mixed
assorted:sundry assortment:potpourri assortment:variety assume:presume assumed:fictive assumed:pretended
assumption:premise assurance:confidence assure:ensure astonish:astound astonished:stunned astute:shrewd
asynchrony:desynchronizing athlete:jock athletics:sport atone:expiate attached:connected attempt:try
attending:attention attest:certify attest:manifest attire:garb attired:dressed attired:garbed attorney:lawyer
attribute:impute audacious:dauntless audacity:temerity auditor:hearer auditor:listener augur:bode augur:portend
augur:presage august:lordly aurora:dawn aurora:dawning aurora:daybreak author:writer authorised:authorized
authorities:government authorities:regime authority:potency authorization:mandate authorship:writing auto:automobile
auto:car auto:motorcar automobile:car automobile:motorcar autonomous:sovereign autonomy:liberty autopsy:necropsy
avatar:embodiment avatar:incarnation avenge:retaliate aversion:distaste award:awarding awareness:cognizance away:forth
away:off awfully:terribly awry:cockeyed ax:axe axiom:maxim babe:baby babe:infant baby:infant backbone:keystone
backing:patronage backpack:haversack backpack:knapsack backstage:offstage backward:backwards backward:rearward
backwards:rearward bacteria:bacterium badger:pester badger:tease badly:severely baffle:bewilder baffle:mystify
baffle:puzzle baffling:knotty baggage:luggage baked:parched baked:scorched baked:sunbaked balustrade:banister
banal:hackneyed banal:threadbare banal:timeworn banal:trite banish:ostracize banquet:feast baptised:baptized
bar:ginmill bar:saloon barb:jibe barbed:biting bare:naked bare:nude barely:hardly barely:scarcely barkeep:bartender
baronial:imposing baronial:noble baronial:stately barrage:bombardment barren:desolate basement:cellar
basically:essentially basically:fundamentally bask:enjoy bask:savor bathtub:tub bats:loco bats:nuts batsman:hitter
batsman:slugger batter:buffet battle:engagement battlefield:battleground bawdyhouse:brothel bawl:bellow beard:whiskers
bearded:bewhiskered bearded:whiskered bearer:carrier bearer:toter beast:creature beat:vanquish beau:boyfriend
bedamn:imprecate beefy:burly beefy:husky befog:obscure before:earlier befuddle:confound beg:implore beget:sire
beggary:begging begin:commence begin:start beguiling:tempting being:existence belie:contradict believable:credible
belongings:property beloved:dear below:beneath belowground:underground bemoan:bewail benny:sesame bequest:legacy
berate:chide berate:rebuke berate:scold beset:chevy beset:chivy beset:harass beset:harry besmirch:calumniate
bespeak:indicate betterment:improvement bewhiskered:whiskered bewilder:mystify bewilder:puzzle bewildered:confused
bewilderment:puzzlement bewitch:captivate bias:prejudice biblical:scriptural bickering:spat bickering:squabble
bidding:command big:large bigger:larger bike:motorcycle billowing:surging bishopric:diocese bitterness:rancor
bitterness:resentment bivouac:camp bizarre:eccentric blah:bombast blamed:blasted blamed:damned blamed:darned
blamed:goddam blamed:goddamned blanched:livid blare:blaring blare:din blaring:din blaspheme:curse blaspheme:swear
blasted:damned blasted:darned blasted:goddam blasted:goddamned blazing:blinding blazing:glaring bleached:faded
bleeding:hemorrhage blinding:glaring blithely:gayly blithely:happily blithely:jubilantly blithely:merrily bloke:chap
bloke:fella bloke:fellow bloke:lad bloodstained:gory blooming:crashing blooming:flaming blooming:fucking blue:bluish
blurt:ejaculate blush:flush blush:redden boast:brag bode:portend bode:presage bogus:fake bogus:phony boisterous:unruly
bones:castanets bonus:fillip bony:cadaverous bony:emaciated bony:gaunt booklet:folder booklet:pamphlet
booming:flourishing booming:thriving booster:protagonist booster:supporter booty:loot booty:plunder booze:liquor
booze:spirits boring:irksome boring:tedious boring:tiresome boring:wearisome boss:foreman botanic:botanical
botany:flora botany:vegetation bottleneck:constriction bottom:underside boulder:bowlder bounce:rebound bounce:ricochet
boundary:bounds boundless:unbounded bouquet:corsage boxers:drawers branched:forked brant:brent brave:courageous
bravery:courage breach:transgress breakers:surf brightly:brilliantly brilliancy:luster brilliancy:splendor
brilliant:superb bringing:delivery brink:verge broad:wide broadside:flyer bronzed:suntanned bronzed:tanned
brooding:contemplative brooding:meditative brooding:pensive brooding:reflective brook:creek brow:forehead
browbeat:hector brown:brownish brutal:cruel brutal:savage brutal:vicious brutally:savagely bucket:pail buddy:crony
buddy:pal buddy:sidekick buff:devotee buffoon:clown build:construct building:edifice bulge:protuberance bulging:convex
bulk:majority bully:smashing bum:puke bum:skunk bunch:clump bunch:cluster bundle:package bundle:packet
bungalow:cottage burden:encumbrance buried:interred burly:husky bush:shrub bushwhack:waylay bushwhacker:hillbilly
bushy:shaggy buster:dude but:just but:merely but:only but:simply butcher:slaughter buttocks:fanny buy:purchase
buying:purchasing bygone:departed cabaret:nightclub cadaver:corpse cadaverous:emaciated cadaverous:gaunt
cafe:coffeehouse cagey:clever calamity:catastrophe calamity:tragedy calculate:compute calculated:deliberate
calculation:computation caliber:calibre calling:career calling:vocation calm:serene calmness:composure
calmness:equanimity calumny:defamation campaigning:candidacy campground:encampment camping:tenting candid:forthright
candid:frank candidate:nominee candidly:frankly candidly:honestly canned:transcribed canonized:glorified
cantata:oratorio capacitor:condenser cape:ness captive:prisoner car:motorcar cardinal:central cardinal:fundamental
cardinal:primal careen:lurch careen:stagger career:vocation caressing:hugging caressing:kissing caressing:petting
careworn:drawn careworn:haggard cargo:freight cargo:shipment carmine:cherry carmine:crimson carmine:red
carmine:reddish carmine:scarlet carnal:sensual carpet:rug carrier:toter carved:carven case:instance casebook:textbook
casket:coffin castle:palace casual:nonchalant catastrophe:tragedy catastrophic:ruinous category:class cater:ply
cattle:cows cattle:oxen cavalryman:trooper cavity:pit cavort:romp cavort:skylark cc:milliliter cc:ml cease:discontinue
cease:quit ceaseless:incessant celebrated:famed celebrated:famous celebrated:illustrious celebrated:noted
celebrated:renowned celerity:rapidity cemetery:graveyard center:middle centering:focus centering:focusing
centimeter:cm central:fundamental central:primal certainly:surely certificate:credentials certify:manifest chaff:josh
chagrin:mortification chained:enchained chains:irons chairman:chairperson challenge:dispute challenger:competitor
challenger:contender champ:champion chance:opportunity chap:fella chap:fellow chap:lad characteristic:feature
characterization:delineation characterization:depiction chartered:leased cheap:inexpensive cheering:shouting
cheery:gay cheery:sunny cherished:precious cherished:treasured cherry:crimson cherry:red cherry:reddish cherry:scarlet
chevy:chivy chevy:harass chevy:harry chi:ki chi:qi chide:rebuke chide:scold chief:main chief:principal chiefly:mainly
chiefly:primarily chiefly:principally child:kid child:youngster childish:infantile chilling:scary chip:fleck
chip:scrap chips:fries chivy:harass chivy:harry chocolate:cocoa choose:select chopped:shredded chopped:sliced
chortle:chuckle chump:patsy chump:sucker chunk:clod chunk:lump churchman:cleric chute:parachute cinematography:filming
circular:round circumstances:luck citation:commendation cite:mention cite:refer city:metropolis clad:clothed
clammy:dank clamorous:vociferous clandestine:undercover clangor:clangoring clangor:clash clangoring:clash
clannishness:exclusiveness clarify:elucidate clarity:clearness clarity:lucidity classmate:schoolmate
classroom:schoolroom clearness:lucidity clenched:clinched clergyman:reverend climbing:mounting cling:cohere
clique:ingroup clod:lump clogged:clotted close:shut closer:nearer closest:nearest closet:cupboard cloth:fabric
cloth:textile cloudburst:downpour cloudburst:torrent cloudy:nebulous clowning:prank clump:cluster clumsy:ungainly
clutch:seize cluttered:littered coalesce:fuse coalesce:mix coast:seacoast coax:wheedle coddle:pamper
cognition:knowledge cohesion:cohesiveness coil:gyrate collaborate:cooperate collect:compile collected:gathered
colloquial:conversational colony:settlement colored:coloured colossal:prodigious colossal:stupendous comic:comical
comic:funny comical:funny coming:upcoming commandant:commander commandeer:hijack commanding:overlooking
commemorating:commemorative commence:start commencement:outset commencement:showtime commerce:commercialism
commiseration:pity commission:committee commit:perpetrate commonly:normally commonly:ordinarily commonly:usually
communicating:communication communist:communistic commutation:commuting companion:comrade comparatively:relatively
comparing:comparison compassionately:pityingly compel:oblige compete:vie competitor:contender completed:realised
completed:realized completely:entirely completely:totally completely:wholly component:element comportment:mien
composing:composition composure:equanimity compound:deepen comprehend:savvy compromising:conciliatory
compulsory:mandatory compunction:remorse conceal:hide concealed:hidden conceit:vanity concept:conception
concern:pertain concerted:cooperative conciliate:mollify conciliate:pacify concluded:ended concluded:terminated
concluding:final concourse:throng concurrence:concurrency concurrent:cooccurring concurrent:simultaneous condemn:decry
condemn:excoriate condemnation:disapprobation condemnatory:condemning condescending:patronizing
conduction:conductivity configuration:constellation confine:limit confining:constraining confining:limiting
confining:restricting confirm:corroborate confirm:substantiate confirmation:verification connote:imply conquer:inhibit
conquer:suppress consequence:effect consequence:result consequence:upshot consequent:resultant consider:regard
considerably:substantially consistently:systematically consolation:solace console:soothe consolidated:fused
constabulary:police constant:unvarying constantly:invariably constituted:established constraining:limiting
constraining:restricting construe:interpret consumption:intake consumption:uptake contamination:taint
contemplative:meditative contemplative:pensive contemplative:reflective contemporaries:generation contempt:despite
contempt:scorn contemptuous:disdainful contemptuous:insulting contemptuous:scornful contemptuously:scornfully
contend:postulate continuance:continuation contraption:contrivance contraption:gadget contribute:lend
contributing:contributory contrivance:gadget contrive:design converted:reborn convulsive:spasmodic
cooccurring:simultaneous coordinate:organise cope:grapple coquette:vamp cordial:genial cords:corduroys corn:maize
cornered:trapped cornerstone:groundwork corp:corporation corporeality:physicalness correspond:match
corroborate:substantiate cosmetic:decorative cosmetic:ornamental cosmos:universe cosmos:world couch:sofa
counseling:guidance countless:innumerable countless:multitudinous countless:myriad countless:unnumbered country:nation
countrywide:nationwide coup:takeover courier:messenger court:tribunal coveted:desired cowboy:cowhand cowboy:cowpuncher
cowboy:puncher cowhand:cowpuncher cowhand:puncher cowpuncher:puncher cows:oxen crackling:greaves crafty:sly
crafty:wily craggy:hilly craggy:mountainous cramp:spasm crank:cranky crap:shit crashing:flaming crashing:fucking
crawl:creep crawling:creeping craze:furor crazed:deranged crazily:insanely creak:screech creak:squeak
creativeness:creativity credo:creed criminal:crook criminal:felon crimson:red crimson:reddish crimson:scarlet
cringe:flinch cringe:quail cringe:recoil cringe:wince crippling:disabling crisp:sharp criterion:standard
criterion:touchstone criticise:criticize croak:die croak:perish crocked:smashed crocked:soaked crony:pal
crony:sidekick crook:felon cross:traverse crossroads:hamlet crotchety:ornery crouch:stoop crow:gloat cruel:savage
cruel:vicious crumble:crumple crusader:reformer crush:oppress cry:scream cry:yell cryptic:inscrutable
cryptic:mysterious cub:rookie cuckoo:jackass cuddle:nestle cuddle:nuzzle cuddle:snuggle curate:minister curate:parson
curate:pastor curate:rector cured:healed cured:recovered curious:peculiar curious:queer curious:rum curiously:oddly
curled:curling curse:swear cursory:perfunctory curtail:restrict curtain:drapery curved:curving cuss:gadfly
custody:detention dabbled:splattered dad:daddy dad:pa dad:papa daddy:pa daddy:papa daemon:demon dainty:mincing
dais:podium dais:pulpit dais:rostrum damage:impairment damages:redress damaging:detrimental damaging:prejudicial
damn:goddamn damned:darned damned:goddam damned:goddamned damp:moist dangerously:perilously dapper:jaunty
dapper:spruce dappled:mottled darned:goddam darned:goddamned dart:flit dart:flutter dash:scoot dash:scud dawn:dawning
dawn:daybreak dawning:daybreak daydream:woolgather daylight:daytime daze:shock daze:stupor deadlock:impasse
deadlock:standstill deafening:earsplitting deafening:thunderous dealer:trader deathlike:deathly debility:feebleness
debility:infirmity debris:junk debris:rubble debut:introduction deceive:delude deceleration:retardation
deceleration:slowing deception:misrepresentation decidedly:definitely decidedly:emphatically deciding:determining
declaim:recite decline:worsen decoration:ornament decorative:ornamental decorator:designer decrease:diminish
decrease:lessen decreased:reduced decree:fiat decreed:ordained decry:excoriate dedicate:devote deduce:derive
deduce:infer deduct:subtract deeply:profoundly defeat:overcome defection:desertion defective:faulty defender:guardian
defender:protector defer:postpone defer:shelve deficiency:lack deficient:lacking deficit:shortage define:delimit
defining:shaping definitely:emphatically deformation:distortion deformed:distorted deformed:malformed defraud:swindle
defy:withstand degraded:dissipated degree:level deity:divinity deliberately:intentionally deliberately:purposely
delicious:delightful delineation:depiction delirium:frenzy delirium:hysteria deluxe:opulent deluxe:princely
deluxe:sumptuous delve:dig demolished:dismantled demonic:fiendish demonic:satanic demonstrate:present demonstrate:show
demur:except den:lair denim:jean departure:leaving dependable:reliable dependence:dependency depicted:portrayed
depicting:portraying deplorably:woefully deprecating:deprecatory deprive:divest deprived:disadvantaged
derisive:gibelike derisive:mocking derisive:taunting derive:infer descendant:descendent desecration:sacrilege
desert:forsake deserving:worth desolation:devastation despair:desperation despairing:desperate despatch:dispatch
desperately:urgently despicable:vile despise:disdain despised:hated despite:scorn despoil:ransack despoiler:raider
destine:doom destiny:fate detailed:elaborated detect:discover detect:notice detect:observe detection:sensing
detector:sensor deter:discourage determination:finding determinedly:unfalteringly detest:hate detonate:explode
detrimental:prejudicial developing:underdeveloped deviate:divert devilment:mischief devilment:shenanigan devise:invent
dexterous:dextrous diagnosing:diagnosis diagnostician:pathologist diam:diameter diarrhea:diarrhoea diary:journal
dictate:prescribe dictatorship:tyranny dictum:pronouncement die:perish differentiate:distinguish
differentiation:distinction difficult:hard digging:excavation diminish:lessen diminished:lessened diminished:weakened
diminutive:petite diminutive:tiny dingy:grimy dip:dunk dipped:swaybacked directionality:directivity director:manager
dirge:requiem dirty:soiled dirty:unclean disability:handicap disable:incapacitate disabled:handicapped disallow:forbid
disallow:prohibit disallow:proscribe disappear:vanish disappearance:disappearing disappointed:frustrated
disappointed:thwarted disappointment:letdown disbelief:skepticism discernable:discernible discharged:dismissed
discharged:fired disclose:divulge disclosure:revelation disconnected:staccato discontinue:quit
discorporate:disembodied discount:dismiss discouraged:disheartened discover:notice discover:observe
discovered:observed discredit:disrepute disdainful:insulting disdainful:scornful diseased:pathologic
disentangle:extricate disguised:masked disgusting:foul disheveled:frowzled disheveled:tousled dishonor:dishonour
disjointed:garbled dismally:drearily dismayed:shocked dismissed:fired dispense:distribute disperse:sprinkle
disposition:temperament disregard:ignore disregard:snub disregardless:irrespective disregardless:regardless
disrobe:undress disrupt:interrupt disruption:interruption disruptive:tumultuous disruptive:turbulent dissemble:feign
dissemble:pretend dissipate:scatter distill:purify distort:falsify distort:warp distorted:malformed
distressing:disturbing distressing:worrying district:territory distrust:mistrust disturbing:worrying disused:obsolete
dive:honkytonk divers:diverse diversion:recreation diverted:entertained divertimento:serenade divide:split do:make
doc:doctor doc:physician doctor:physician doctrine:ism doctrine:philosophy document:papers doggedly:tenaciously
dogma:tenet domain:sphere domed:vaulted dominate:predominate dominate:prevail doorhandle:doorknob dope:gage
dorm:dormitory dotted:flecked dotted:speckled doubtless:undoubtedly dourly:sullenly down:downwards downpour:torrent
doze:drowse dozens:loads dozens:lots dozens:scores dozens:stacks dozens:tons dozens:wads drab:dreary drafty:draughty
draining:exhausting dramatist:playwright draped:wrapped draw:pull drawn:haggard dreadful:frightening dreadful:terrible
dreadfully:horribly dressed:garbed dribble:trickle drift:float droop:sag droppings:dung dross:impurity duet:duo
duet:twain duo:twain dusk:nightfall dusk:twilight duty:obligation duty:responsibility dweller:inhabitant earn:realise
earnestly:seriously earnestness:seriousness earnestness:sincerity earnings:profit earnings:profits
earsplitting:thunderous earth:globe earthquake:quake eased:relieved eastbound:eastward eatable:edible eating:feeding
eats:grub ebullient:exuberant ecstasy:rapture eddy:purl edgy:jumpy edgy:restive effect:result effect:upshot
effluent:wastewater eight:viii elate:uplift elderly:older elector:voter electrifying:thrilling
elementary:unproblematic eleven:xi elf:imp elf:pixie elicit:evoke elicit:provoke elk:moose elliptical:oval
emaciated:gaunt emancipate:liberate embed:imbed embed:implant embodied:incarnate embodiment:incarnation
embrace:encompass emotionalism:emotionality emphasized:emphatic employ:use employ:utilize enact:ordain
enchant:enthrall encircled:surrounded enclose:envelop encoding:encryption encounter:meet encourage:promote
encroachment:intrusion endanger:imperil endanger:jeopardize endanger:threaten endeavor:endeavour endeavor:enterprise
endeavour:enterprise ended:terminated endless:interminable endorse:indorse endowment:talent endpoint:terminus
endure:tolerate enforced:implemented engage:pursue engineering:technology engrave:inscribe engraved:etched
engross:engulf engrossed:enwrapped engrossed:intent engrossing:fascinating engrossing:gripping enigma:mystery
enigmatic:puzzling enjoy:savor enlarged:hypertrophied enlargement:expansion enliven:inspire enormous:tremendous
enormously:hugely enormously:staggeringly enormously:tremendously enquire:inquire enraged:maddened enrol:enroll
enrol:recruit enroll:recruit enrollment:registration enthrone:vest entice:lure entire:total entirely:totally
entirely:wholly entirety:totality entomb:inter entrance:entranceway entrust:intrust enumerate:itemize
enunciate:pronounce envious:jealous environ:surround envisage:imagine envision:fancy envision:visualize
envisioned:pictured enwrapped:intent epic:heroic epicure:gourmet epitome:prototype epitomize:typify epoch:era
eroded:scoured erratic:mercurial erratic:quicksilver erratically:unpredictably erroneously:mistakenly error:fault
error:mistake erudite:learned eschew:shun especially:particularly essentially:fundamentally establish:found
establish:launch estimate:gauge eternal:everlasting eternal:perpetual eternal:unending eternally:everlastingly
eternally:forever eternity:infinity ethics:morals evade:sidestep evangelist:gospeler eventually:finally
everlasting:perpetual everlasting:unending everlastingly:forever everyday:mundane everyday:unremarkable
evidence:grounds evident:plain evidently:manifestly evidently:obviously evidently:plainly evil:wickedness
evildoer:sinner evoke:provoke ex:outmoded exactly:precisely exaggerated:overdone exalt:glorify exalted:lofty
examination:scrutiny exasperating:infuriating exasperating:maddening exceed:transcend exceeding:exceptional
excel:surpass excellently:magnificently excellently:splendidly excess:surplus exchequer:treasury excise:expunge
exclaiming:exclamation exclude:omit exclusive:sole exclusively:solely excruciating:torturing excursion:outing
executing:execution exercise:exercising exercise:workout exercising:workout exhausted:fatigued
exhaustive:thoroughgoing exhaustively:thoroughly expiration:termination expletive:oath expletive:swearing
expressed:uttered expressway:freeway expressway:motorway expressway:pike expressway:superhighway expressway:thruway
extended:lengthy extended:prolonged extenuate:mitigate extra:redundant extraneous:orthogonal extrapolate:generalize
extravagantly:profusely extreme:utmost extremely:highly exultant:jubilant exultant:triumphant eyeball:orb eyelid:lid
fable:fabrication fabric:textile fabricated:fictitious factory:mill faculty:module faerie:faery faerie:fairy
faerie:fay faery:fairy faery:fay fairly:moderately fairly:pretty fairly:reasonably fairy:fay faith:religion
faithfully:reliably fake:phony falsify:warp famed:famous famed:illustrious famed:noted famed:renowned family:household
famous:illustrious famous:noted famous:renowned fancy:visualize farming:husbandry farther:further
fascinated:spellbound fascinating:gripping fashion:manner fashion:mode fashion:style fashion:way faster:quicker
fatigue:weariness fault:mistake fauna:zoology faux:simulated favorable:favourable fear:fright fearless:unafraid
feasible:viable feasible:workable feather:plumage feeble:lame feebleness:infirmity feign:pretend fella:fellow
fella:lad fellow:lad fence:fencing ferment:fermentation ferment:unrest fermentation:unrest ferocious:fierce
ferocious:furious ferociously:fiercely ferocity:fierceness fervent:fiery fervent:impassioned fetching:taking
fetid:funky feverish:hectic fiber:fibre fictive:pretended fiddle:violin fiendish:satanic fierce:furious
fiery:impassioned fifteen:xv fig:figure figurine:statuette figuring:reckoning film:movie film:pic finances:funds
financial:fiscal fine:ok fine:okay fireplace:hearth firm:unfaltering firm:unshakable firm:unwavering
firmly:steadfastly fisher:fisherman fishmonger:fishwife fix:mend fix:repair flaming:fucking flash:twinkle flashy:gaudy
flashy:tawdry flavor:flavour fleck:scrap flecked:speckled fleet:swift fleeting:momentary fleshy:overweight
flinch:quail flinch:recoil flinch:wince flit:flutter flog:lash flog:whip flood:inundation floor:flooring
flora:vegetation flourish:thrive flourishing:thriving flu:influenza flub:spoil flush:redden foam:froth foamy:frothing
focus:focusing foible:idiosyncrasy folder:pamphlet foliage:leaf folly:foolishness fondly:lovingly foolhardy:reckless
footing:terms forbid:prohibit forbid:proscribe forbidden:prohibited forbidden:taboo foreboding:premonition
foreclose:forestall foreclose:preclude foreclose:prevent forego:precede foreknow:foresee forest:woods
forestall:preclude forestall:prevent foreword:preface forgo:waive forswear:retract fort:garrison forte:specialty
forth:off forthright:frank forthwith:immediately forthwith:instantly fortify:strengthen fortunately:luckily
forty:twoscore forty:xl forward:forwards found:launch four:iv fourteen:xiv fowl:poultry foyer:lobby foyer:vestibule
fragrance:perfume fragrance:scent frambesia:yaws framework:model frankly:honestly frantically:madly freak:monstrosity
freeing:liberation freeway:motorway freeway:pike freeway:superhighway freeway:thruway freight:shipment frenzied:manic
frenzy:hysteria frequently:often frequently:oftentimes freshly:newly fret:fuss frighten:scare frightened:scared
frightening:terrible frightful:horrible frightful:horrifying fringe:periphery frog:toad frowzled:tousled
frustrate:thwart frustrated:thwarted fuck:screwing fulfil:fulfill fumble:grope function:mapping fundamental:primal
furnish:provide furnish:supply furthermore:moreover furtive:stealthy fury:rage fuse:mix fusion:unification
futile:unavailing fuzzed:fuzzy gabble:prattle gabby:talkative gabby:talky gag:jest gag:joke gaga:senile
gaiety:merriment gainful:paying gait:pace gal:gallon gallantry:heroism gallantry:valor galling:irritating
galling:nettlesome galling:pestering galvanic:voltaic gambling:gaming gape:gawk gasoline:petrol gasp:pant gaudy:tawdry
gay:sunny gayly:happily gayly:jubilantly gayly:merrily gaze:stare genetic:hereditary genetic:inherited
genetic:transmitted genuinely:really genuinely:truly geographic:geographical geologic:geological germinate:sprout
ghastly:gruesome ghastly:macabre ghost:specter ghostlike:ghostly gibelike:mocking gibelike:taunting gifted:talented
gigantic:mammoth giggle:titter gilded:gilt gilded:golden gilt:golden ginmill:saloon girl:missy girlish:schoolgirlish
given:granted glamor:glamour glance:peek glare:glower glasses:spectacles gleam:glint gleam:glisten gleam:glitter
glean:harvest glean:reap glee:hilarity glint:glisten glint:glitter glinting:glittering glisten:glitter
glistening:shiny glowering:moody glowering:morose glowering:sullen glued:pasted glut:gorge glut:overeat
glut:overindulge glycerine:glycerol gm:gram go:move go:travel goalkeeper:goaltender goddam:goddamned goofy:silly
goofy:wacky gorge:overeat gorge:overindulge governance:organisation government:regime graded:ranked graded:stratified
grading:scaling graining:woodgraining grammatic:grammatical gran:grandma gran:grandmother gran:granny
grandfather:grandpa grandma:grandmother grandma:granny grandmother:granny granular:gritty grapevine:pipeline
grappling:wrestling grateful:thankful gravely:soberly gravestone:tombstone gray:grey gray:greyish greasy:oily
greatcoat:overcoat greatest:sterling greatest:superlative green:greenish grey:greyish grief:heartbreak
grievance:grudge grim:inexorable grim:relentless groan:moan group:grouping gruesome:macabre grumbling:rumble
guardian:protector guess:reckon guide:steer gummy:sticky gunfire:gunshot gunman:gunslinger gunman:torpedo
gunplay:shootout gunslinger:torpedo gush:spout gusto:relish gusto:zest hackneyed:threadbare hackneyed:timeworn
hackneyed:trite haired:hairy halfway:midway hall:hallway hallmark:stylemark hallmark:trademark handbag:purse
handclasp:handshaking handgun:pistol hanker:yearn haphazardly:indiscriminately haphazardly:randomly hapless:pathetic
hapless:piteous hapless:poor happen:occur happening:occurrence happily:jubilantly happily:merrily harass:harry
harassed:pestered harbor:harbour hardly:scarcely hardworking:industrious hardy:sturdy harm:injury harm:trauma
harshness:scratchiness harvest:reap hastily:hurriedly haughty:imperious haughty:supercilious haughty:swaggering
hauling:trucking haunted:obsessed haversack:knapsack hawker:peddler hayfield:meadow hazard:jeopardy hazard:peril
hazardous:risky hazy:misty header:heading headmaster:schoolmaster healed:recovered healer:therapist
healing:therapeutic health:wellness heap:pile hearer:listener heated:het heater:warmer heaven:paradise
heedless:unheeding hell:inferno hello:hi helping:serving hemorrhoid:piles hence:therefore hence:thus
hereafter:hereinafter hereditary:inherited hereditary:transmitted heretofore:hitherto heroism:valor
hesitant:hesitating hesitate:waver hideaway:hideout hideous:horrific hideous:outrageous highland:upland
highwayman:hijacker hike:hiking hillock:knoll hilly:mountainous hinder:impede hitter:slugger hold:keep hold:maintain
holding:retention holiday:vacation holiness:sanctity homeland:motherland homework:prep homicidal:murderous
honest:honorable honored:prestigious hood:punk hood:thug horrible:horrifying horrific:outrageous hospital:infirmary
hostel:hostelry hostel:inn hostelry:inn hotshot:superstar hotshot:wizard hour:hr housekeeping:housework
housing:lodging however:nevertheless however:nonetheless however:notwithstanding however:withal howling:marvelous
howling:wonderful howling:wondrous huge:immense huge:vast hugely:staggeringly hugely:tremendously hugging:kissing
hugging:petting hulk:whale humans:mankind humble:lowly humor:wit humour:mood hunch:suspicion hunched:stooped
hurler:pitcher hurrying:scurrying hurting:pain hushed:muted hushed:subdued hyperbolic:inflated hypothesize:speculate
hypothesize:theorize icebox:refrigerator idea:thought identical:indistinguishable idiom:parlance idiot:imbecile
idolize:revere idolized:worshipped ignited:kindled ignore:snub ignored:neglected ignored:unheeded ii:two iii:three
ill:sick illegitimate:outlawed illness:sickness illuminate:illumine illuminated:lit illustrious:noted
illustrious:renowned imagery:imaging imaginative:inventive imbalance:unbalance imbed:implant imitate:simulate
immaculate:spic immaculate:spotless immediately:instantly immense:vast immensely:vastly immerse:plunge
imminent:impending imp:pixie impasse:standstill imperil:jeopardize imperil:threaten imperious:supercilious
imperious:swaggering implike:mischievous implike:puckish imploring:pleading imposing:noble imposing:stately
imposition:infliction impotence:impotency impoverished:needy imprecation:malediction impression:notion
imprisoned:jailed improbable:unlikely improvised:makeshift impudent:insolent inadvertence:oversight
inadvertently:unwittingly incensed:indignant incensed:outraged incentive:inducement incertain:uncertain
incipience:incipiency incisive:keen incisive:penetrating incisive:piercing incite:motivate incite:prompt
inclination:tendency incline:tend incomprehensible:inexplicable inconceivable:unimaginable incorporate:integrate
incorporated:integrated incorporated:merged incorporated:unified incorrect:wrong increasingly:progressively
incredible:unbelievable indecent:untoward indecision:irresolution indefatigable:tireless indefensible:untenable
indescribable:ineffable indescribable:unspeakable indescribable:untellable indignant:outraged indignation:outrage
indiscriminately:randomly individual:person individual:somebody individual:someone individualism:individuality
individualized:personalized individually:separately indoors:inside induction:initiation ineffable:unspeakable
ineffable:untellable inescapable:unavoidable inescapably:unavoidably inevitably:needs inexorable:relentless
infamous:notorious infected:septic infective:pathogenic infertile:sterile infertile:unfertile infest:overrun
inflow:influx info:information infuriating:maddening inglorious:shameful inhabit:live inhabit:populate
inherent:integral inherited:transmitted inhibit:suppress inhibitory:repressive injury:trauma innate:unconditioned
innumerable:multitudinous innumerable:myriad innumerable:unnumbered inoculation:vaccination inquisitive:wondering
inscription:lettering inscrutable:mysterious insistence:insisting insistent:repetitive instal:install
installation:installing instruct:teach instructor:teacher instrumentalist:musician insularity:insulation
insulting:scornful insurrection:revolt insurrection:uprising intake:uptake integrated:merged integrated:unified
integrating:integration integrity:unity intelligible:understandable intention:purpose intentionally:purposely
interactive:synergistic intercede:mediate interfering:meddling interlace:intertwine interlace:lace interlace:twine
interlocking:interwoven intern:interne interpreted:taken interrelation:interrelationship interrogation:interrogative
intertwine:lace intertwine:twine interweave:weave intolerable:unbearable intolerable:unendurable invaluable:priceless
investigator:researcher investing:investment involvement:participation irksome:tedious irksome:tiresome
irksome:wearisome ironic:wry irony:sarcasm irony:satire irrespective:regardless irritability:petulance
irritable:peevish irritably:petulantly irritably:testily irritate:vex irritated:pissed irritated:stung
irritating:nettlesome irritating:pestering ism:philosophy issuance:issuing ix:nine jab:poke jabbing:poking
jabbing:thrusting jaded:wearied jaguar:panther jammed:packed jangle:jingle jaunty:spruce jeep:landrover jeer:scoff
jeopardize:threaten jeopardy:peril jerk:yank jerking:jerky jest:joke jewellery:jewelry jimdandy:jimhickey jimmy:prise
jimmy:pry job:occupation jocose:jocular jocose:joking jocular:joking jog:ramble joggle:wiggle john:lavatory john:privy
john:toilet jolly:jovial jolly:merry journey:journeying jovial:merry jubilant:triumphant jubilantly:merrily
jukebox:nickelodeon jumble:muddle jumble:welter jump:leap jumpy:restive juncture:occasion junk:rubble just:merely
just:only just:simply justify:warrant justly:rightly justness:nicety jutting:projected jutting:projecting
jutting:protruding jutting:sticking keen:penetrating keen:piercing keenness:sharpness keep:maintain keepsake:souvenir
ki:qi kid:youngster killer:slayer kilometer:kilometre kilometer:km kilometre:km kind:sort kingdom:realm
kissing:petting lab:laboratory labeled:labelled labeled:tagged labelled:tagged labor:labour labor:proletariat
labour:proletariat labyrinth:maze lace:twine laden:ladened laden:loaded ladened:loaded laggard:trailer lagoon:laguna
lanky:rangy lappet:wattle lapsed:nonchurchgoing largely:mostly lash:whip lasting:permanent lately:recently
later:subsequently lather:soapsuds lather:suds lavatory:privy lavatory:toilet lay:put lay:set lb:pound leading:prima
leading:starring leading:stellar leakage:outflow lean:tilt leaning:tilted lease:letting ledger:leger lei:wreath
lengthening:perpetuation lengthening:prolongation lengthy:prolonged lessened:weakened letter:missive ley:pasture
lieu:stead lifelike:vivid lifespan:lifetime lifted:upraised likeness:similitude likewise:similarly limbo:oblivion
limitation:restriction limiting:restricting limo:limousine lineage:pedigree lingual:linguistic link:relate
liquor:spirits list:listing liter:litre little:small live:populate load:loading loads:lots loads:scores loads:stacks
loads:tons loads:wads lobby:vestibule lobscouse:lobscuse locale:locus locale:venue locality:neighborhood
locality:neighbourhood locality:vicinity located:placed located:situated loco:nuts locus:venue logistic:logistical
loiter:tarry lone:lonely longing:yearning looking:sounding lookout:picket lookout:sentinel lookout:sentry loot:plunder
lot:mint lots:scores lots:stacks lots:tons lots:wads lousy:rotten lousy:shitty lousy:stinking lukewarm:tepid
lulu:mantrap lumber:timber lunch:luncheon lurch:stagger lurk:skulk luscious:voluptuous lush:profuse lush:riotous
luster:splendor ma:mama ma:mamma ma:mom ma:momma ma:mommy ma:mummy mac:mack machinist:mechanic madman:maniac
maestro:master mag:magazine magnificently:splendidly main:principal mainly:primarily mainly:principally
maintenance:upkeep malaise:unease maleness:masculinity malice:spite malingering:skulking mama:mamma mama:mom
mama:momma mama:mommy mama:mummy mamma:mom mamma:momma mamma:mommy mamma:mummy mangled:torn manifestly:obviously
manifestly:plainly manner:mode manner:style manner:way manpower:men manpower:workforce margin:perimeter
maritime:nautical mark:tag marked:pronounced market:marketplace marketing:merchandising marketing:selling
marquee:pavilion marriage:matrimony marry:wed marvelous:wonderful marvelous:wondrous marvelously:superbly
marvelously:wonderfully marvelously:wondrously mash:squash mash:squeeze masterly:virtuoso matching:twin
matching:twinned material:stuff maternity:pregnancy math:mathematics mating:pairing maturation:ripening
maverick:unorthodox maximal:maximum maybe:perhaps maybe:possibly meander:thread measurement:measuring
medalist:medallist meditate:mull meditate:muse meditate:ponder meditative:pensive meditative:reflective
melodious:tuneful melody:tune memo:memorandum men:workforce menace:threat menacing:ominous menacing:sinister
menacing:threatening mend:repair mentality:outlook mention:refer merchandise:product merchandising:selling
mercurial:quicksilver merely:only merely:simply merge:unify merged:unified merger:uniting meter:metre metro:subway
mg:milligram microphone:mike midday:noon milieu:surroundings militant:warlike militia:reserves milky:whitish
milliliter:ml millimeter:mm min:minute mind:psyche minimal:minimum minister:parson minister:pastor minister:rector
ministration:succor minutes:transactions misbehavior:misdeed miscellaneous:mixed miscellaneous:sundry
mischief:shenanigan mischievous:puckish misconstrue:misunderstand misdemeanor:violation misery:wretchedness
misgiving:qualm misinterpretation:mistaking misinterpretation:misunderstanding mislay:misplace
mistaking:misunderstanding mixed:sundry mob:rabble mobile:nomadic mobile:wandering mockery:scoffing mocking:taunting
mode:style mode:way moderately:pretty moderately:reasonably mold:mould molded:shaped molded:wrought mollify:pacify
mom:momma mom:mommy mom:mummy momma:mommy momma:mummy mommy:mummy moniker:nickname mono:monophonic moody:morose
moody:sullen morose:sullen mortician:undertaker motionless:static motivate:prompt motivation:motive motorway:pike
motorway:superhighway motorway:thruway motto:shibboleth motto:slogan move:travel moved:stirred movie:pic muddle:welter
muffle:stifle mull:muse mull:ponder multitudinous:myriad multitudinous:unnumbered mumble:mutter mundane:unremarkable
munition:weaponry murmuring:muttering murphy:potato muse:ponder musing:reflection mutant:mutation mute:unspoken
muted:subdued mutely:silently mutely:wordlessly myofibril:myofibrilla myriad:unnumbered mystify:puzzle
mythical:mythological nagging:shrewish naked:nude nameless:unnamed napkin:serviette narration:narrative
narration:story narration:tale narrative:story narrative:tale narrator:storyteller nationalism:patriotism naught:nix
naught:nothing naught:zero nauseated:sickish necessitate:need necessitate:require need:require needed:required
neglected:unheeded negotiation:talks neighbor:neighbour neighborhood:neighbourhood neighborhood:vicinity
neighbourhood:vicinity nestle:nuzzle nestle:snuggle nestled:snuggled nettlesome:pestering nevertheless:nonetheless
nevertheless:notwithstanding nevertheless:withal news:tidings newsman:reporter nigger:nigra night:nighttime
nightfall:twilight nip:pinch nipple:teat nix:nothing nix:zero noble:stately nomadic:wandering nomenclature:terminology
non:not nonetheless:notwithstanding nonetheless:withal normally:ordinarily normally:usually northward:northwards
northwest:northwestern notable:noteworthy note:remark noted:renowned nothing:zero notice:observe
notification:presentment notwithstanding:withal nourishment:sustenance nuance:subtlety nudge:prod null:void
nutrient:nutritive nuzzle:snuggle oath:swearing objection:remonstrance objectionable:obnoxious
obligation:responsibility observance:watching obstinately:stubbornly obviously:plainly occupancy:tenancy
occupant:resident ocular:optic offended:pained often:oftentimes ok:okay ominous:sinister ominous:threatening
only:simply opposition:resistance optimal:optimum opulent:princely opulent:sumptuous oracle:prophet orator:rhetorician
ordinance:regulation ordinarily:usually origin:source orthophosphate:phosphate ostensibly:seemingly outdo:outstrip
outlay:spending outset:showtime overeat:overindulge overly:too overriding:paramount oversee:superintend
oversee:supervise overthrow:subvert owner:proprietor pa:papa pacing:tempo package:packet pact:treaty pains:striving
pal:sidekick pander:pimp pander:procurer pang:twinge panic:terror panicked:terrified panorama:vista papal:pontifical
parched:scorched parched:sunbaked parson:pastor parson:rector parsonage:rectory part:portion partially:partly
particular:special partner:spouse passage:transition past:yesteryear pastelike:pasty pastor:rector pathetic:piteous
pathetic:poor patio:terrace patronize:sponsor patsy:sucker peal:pealing pecs:pectoral pecs:pectoralis
pectoral:pectoralis peculiar:queer peculiar:rum pee:urine penalize:punish penalty:punishment penance:repentance
penetrating:piercing pensive:reflective peptidase:protease perceived:sensed percent:percentage perch:roost
perfectly:utterly performing:playacting perfume:scent perhaps:possibly permeate:pervade perpetual:unending
perpetuation:prolongation persistency:tenacity person:somebody person:someone perspective:view perspiration:sweat
perusal:studying pester:tease petite:tiny petulantly:testily phase:stage philosophic:philosophical phone:telephone
phonemics:phonology photo:photograph phraseology:wording physiognomy:visage piazza:plaza picket:sentinel picket:sentry
pier:wharf pierced:punctured pike:superhighway pike:thruway pilfer:purloin pimp:procurer pissed:stung pitch:toss
piteous:poor pitiable:pitiful pitiless:remorseless pitiless:ruthless pivot:swivel place:spot placed:situated
placid:tranquil plant:works pledged:sworn plenitude:plenty plight:predicament plod:trudge podium:pulpit podium:rostrum
poetry:verse poignant:touching poking:thrusting pommel:pummel porn:pornography portend:presage portrait:portrayal
posing:sitting poster:posting postpone:shelve potpourri:variety pounce:swoop powdered:powdery powdered:pulverized
powdery:pulverized power:powerfulness practiced:proficient practiced:skillful practise:rehearse prance:swagger
preaching:sermon precedence:priority precious:treasured preclude:prevent predatory:raiding predominance:predomination
predominant:prevailing predominant:prevalent predominate:prevail preferable:preferred prelate:primate premier:prime
preparative:preparatory present:show presently:soon preserve:uphold pressing:urgent pretence:pretension
pretending:pretense pretty:reasonably prevailing:prevalent prey:quarry prima:starring prima:stellar
primarily:principally princely:sumptuous print:publish prise:pry privy:toilet probing:searching procedure:process
proceeding:proceedings proceeds:takings procreative:reproductive procure:secure prodigious:stupendous prof:professor
proficient:skillful profit:profits profuse:riotous profusion:richness programming:scheduling prohibit:proscribe
prohibited:taboo project:task project:undertaking projected:projecting projected:protruding projected:sticking
projecting:protruding projecting:sticking prom:promenade prominent:salient promotion:publicity
proportionally:proportionately propose:suggest prostitute:whore protagonist:supporter protruding:sticking
proved:proven provide:supply provider:supplier province:state provision:proviso provisional:tentative
prurient:salacious psychic:psychical puke:skunk pulpit:rostrum pulsation:pulse pulsation:pulsing pulse:pulsing
punk:thug pupil:student purely:strictly purportedly:supposedly put:set quail:recoil quail:wince quash:repress
quash:subdue quash:subjugate queer:rum quell:squelch quickly:rapidly quickly:speedily quietly:softly
racecourse:racetrack radical:ultra rail:railing railroad:railway rails:runway rain:rainfall raja:rajah
rancor:resentment range:scope ranked:stratified raped:ravaged raped:sacked rapidly:speedily rarely:seldom rascal:rogue
rating:valuation rattler:rattlesnake ravaged:sacked react:respond reactivity:responsiveness realised:realized
really:truly reasonable:sensible reassign:transfer rebound:ricochet rebuke:scold rebut:refute recall:recollect
recall:remember recede:retreat recede:withdraw receipts:revenue recital:yarn reclaimed:rescued reclamation:renewal
recoil:wince recollect:remember recollection:remembrance reconnoiter:scout recover:regain recover:retrieve
recreate:vivify recurrent:repeated red:reddish red:scarlet reddish:scarlet redemption:salvation
redevelopment:renovation redhead:redheader reenforce:reinforce reexamine:review ref:referee refashion:remake
refill:replenish regain:retrieve reinforced:strengthened reissue:reprint reiterate:repeat reiterate:restate
relaxing:reposeful relevance:relevancy religious:spiritual relish:zest rely:trust remain:stay remainder:rest
remarkable:singular remarkably:unusually rematch:replay remorseless:ruthless remuneration:salary remuneration:wage
rend:rip rend:rive rendering:rendition rending:ripping rending:splitting reorganisation:reorganization repeal:rescind
repeat:restate replacement:replacing repress:subdue repress:subjugate reprieve:respite repugnance:revulsion
resign:vacate resonant:resounding resound:reverberate resplendent:splendid result:upshot resurgence:revival
resurrect:upraise retaliation:revenge retardation:slowing retch:vomit retreat:withdraw reveal:uncover
revealing:telling revealing:telltale reverence:venerate revolt:uprising revolve:rotate reward:wages rhino:rhinoceros
rhythmic:rhythmical rickety:shaky rickety:wobbly rigorous:strict rip:rive ripping:splitting riverbank:riverside
roadside:wayside roam:rove roam:stray roam:wander roaring:thunder rock:stone rocky:stony romp:skylark rotten:shitty
rotten:stinking roughneck:ruffian rove:stray rove:wander rover:wanderer rubberlike:rubbery rubbish:trash
ruffle:undulate rundown:summation runner:smuggler rupture:tear saber:sabre sadness:unhappiness salary:wage
salesgirl:saleslady sallow:sickly saltwater:seawater salvage:save sarcasm:satire satiric:satirical savage:vicious
say:tell scamper:scurry scamper:scuttle scattering:sprinkling scheme:strategy schoolmarm:schoolmistress scoot:scud
scorch:sear scorched:sunbaked scores:stacks scores:tons scores:wads scoundrel:villain scrawny:skinny scream:yell
screech:squeak screechy:squeaky screening:showing screening:viewing scroll:whorl sculpted:sculptured scurry:scuttle
seafarer:seaman seahorse:walrus sealing:waterproofing seating:seats seller:vendor semi:semifinal sentinel:sentry
sequential:serial sequential:successive serenity:tranquility serial:successive seriousness:sincerity serpent:snake
server:waiter seven:vii shack:shanty shades:sunglasses shadowed:shadowy shaky:wobbly shallowness:superficiality
shamble:shuffle shaped:wrought shareholder:stockholder shaved:shaven shibboleth:slogan shitty:stinking
shivering:trembling shock:stupor shoelace:shoestring shooting:shot shop:store shopkeeper:storekeeper
shopkeeper:tradesman shorts:trunks shouted:yelled showing:viewing shred:whit shredded:sliced shriek:shrieking
shrink:wither shy:unsure shyly:timidly signal:signaling silently:wordlessly silly:wacky sin:sinfulness sinful:ungodly
singer:vocalist singularity:uniqueness sinister:threatening sis:sister six:vi sixteen:xvi slanted:slanting
slanted:sloping slanting:sloping sleep:slumber slender:slim slightly:somewhat slop:spill sly:wily smashed:soaked
smitten:struck smothered:stifled smothered:strangled smothering:suffocating snap:snarl snicker:snigger snow:snowfall
soapsuds:suds social:societal socialist:socialistic sod:sward sod:turf soiled:unclean soldiery:troops somber:sombre
somebody:someone someplace:somewhere somersault:somersaulting sonority:vibrancy spat:squabble spatter:splatter
spatter:splutter spatter:sputtering spec:specification specialised:specialized specify:stipulate spectacular:striking
spectator:viewer spectator:watcher speculate:theorize speed:velocity spell:trance spic:spotless spire:steeple
splatter:splutter splatter:sputtering splutter:sputtering sportsman:sportswoman sprawling:straggling spring:springtime
spur:urging squash:squeeze squirm:twist squirm:wriggle squirm:writhe stabbing:wounding stacks:tons stacks:wads
staggering:stupefying staggeringly:tremendously staircase:stairway stairs:steps stammer:stutter stamp:stomp
standard:touchstone standpoint:viewpoint starring:stellar starved:starving stealing:theft sterile:unfertile
sterling:superlative stifled:strangled stimulant:stimulus stoic:stoical storekeeper:tradesman story:tale stray:wander
streetcar:trolley stringy:wiry style:way stylemark:trademark subdue:subjugate subject:theme subject:topic
submerged:underwater subordinate:underling subsidiary:supplemental subsidiary:supplementary suitable:suited
sunlight:sunshine suntanned:tanned super:topnotch super:tops superbly:wonderfully superbly:wondrously
supercilious:swaggering superhighway:thruway superintend:supervise supersede:supplant superstar:wizard
supervising:supervision supplemental:supplementary surpassing:transcendent sward:turf swarm:teem swart:swarthy
sweetheart:sweetie swerve:veer swinging:swingy swirl:twiddle swirl:twirl swirl:whirl swollen:vain
symmetric:symmetrical sync:synchronize synchronism:synchrony synthesise:synthesize tactile:tactual talkative:talky
tantalize:taunt tapered:tapering task:undertaking tax:taxation tearing:vehement tedious:tiresome tedious:wearisome
teen:teenage teensy:wee telecom:telecommunication telling:telltale tertiary:third tested:tried thaw:unthaw
theater:theatre theme:topic thenceforth:thereafter therefore:thus thirteen:xiii thoriated:tittering thou:thousand
threadbare:timeworn threadbare:trite tick:ticking timeworn:trite tiredly:wearily tiresome:wearisome tiring:wearing
tiring:wearying tons:wads topnotch:tops topographic:topographical topple:tumble tormented:tortured totally:wholly
tracking:trailing tram:tramway transmission:transmitting transversally:transversely traveler:traveller
traveling:travelling trey:triad trey:trinity trey:trio triad:trinity triad:trio trichrome:tricolor trinity:trio
triumph:victory tube:tubing tumor:tumour tumult:uproar tumultuous:turbulent twelve:xii twenty:xx twiddle:twirl
twiddle:whirl twin:twinned twirl:whirl twist:wriggle twist:writhe twisting:winding twoscore:xl typewriting:typing
ulcer:ulceration unaccountable:unexplainable unambiguously:unequivocally unanswered:unrequited unbearable:unendurable
unbeaten:unconquered uncanny:weird uncertainly:unsteadily underbrush:underwood underline:underscore
uneconomical:wasteful unfair:unjust unfaltering:unshakable unfaltering:unwavering unfortunately:unluckily
unharmed:unhurt unharmed:unscathed unhurt:unscathed unimpeachably:unquestionably unique:unparalleled universe:world
unlace:untie unlovely:unpicturesque unnecessary:unneeded unobtainable:unprocurable unreflective:unthinking
unshakable:unwavering unshaved:unshaven unsloped:upright unspeakable:untellable untested:untried up:upward up:upwards
upward:upwards usage:utilization use:utilize vale:valley velour:velours veranda:verandah vernal:youthful
verve:vitality viable:workable vibrant:vivacious victorious:winning viewer:watcher volition:will wag:waggle
wallop:whack war:warfare washbasin:washbowl wearing:wearying welch:welsh westward:westwards whatever:whatsoever
wherefore:why whir:whirring whiskey:whisky winter:wintertime wonderful:wondrous wonderfully:wondrously wriggle:writhe
yahoo:yokel yap:yelp year:yr yellow:yellowish
""".split()
)
SYNONYMS = frozenset(frozenset(pair.split(":")) for pair in _SYNONYMS)
